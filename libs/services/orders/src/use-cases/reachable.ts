import type { CustomerContact } from '@pizzeria/contracts';
import { customerKey, normaliseEmail } from '../domain/customer';
import { invalid } from '../domain/refusal';
import type { Phones } from './ports';

/** A contact in the form it is kept in, and the key that makes it one customer's. */
export interface Reachable {
  readonly contact: CustomerContact;
  readonly key: string;
}

/**
 * How somebody can be reached. Throws `invalid` where there is no way, or none that can be; `field` is where the contact
 * stands in what was sent, the whole of it when left out.
 */
export const reachable = ({ name, phone, email }: CustomerContact, phones: Phones, field?: string): Reachable => {
  const contact: CustomerContact = { name };
  if (phone !== undefined) {
    contact.phone = phones.normalise(phone);
    if (contact.phone === undefined) {
      const errors = [
        { path: field === undefined ? 'phone' : `${field}.phone`, message: 'this is not a phone number' },
      ];
      throw invalid('phone-not-valid', 'The phone number cannot be reached.', errors);
    }
  }
  if (email !== undefined) contact.email = normaliseEmail(email);
  const key = customerKey(contact);
  if (key === undefined) {
    const errors = [{ path: field ?? 'phone', message: 'a phone number or an e-mail address is needed' }];
    throw invalid('contact-missing', 'The shop needs a phone number or an e-mail address.', errors);
  }
  return { contact, key };
};

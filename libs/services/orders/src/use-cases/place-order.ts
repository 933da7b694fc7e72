import type { CustomerContact, Fulfilment } from '@pizzeria/contracts';
import type { ItemDraft } from '../domain/choose';
import { customerKey, normaliseEmail } from '../domain/customer';
import { invalid } from '../domain/failure';
import type { Order } from '../domain/order';
import { offer, placeOrder as place } from '../domain/place';
import type { OrdersParts, Phones } from './ports';

export interface PlaceOrder {
  readonly customer: CustomerContact;
  readonly fulfilment: Fulfilment;
  readonly items: readonly ItemDraft[];
}

/** Takes an order from anybody. The tracking token is answered here once and cannot be read again. */
export const placeOrder = async (
  request: PlaceOrder,
  { orders, customers, menus, tokens, phones, leadTimes, clock, ids }: OrdersParts,
): Promise<{ readonly order: Order; readonly trackingToken: string }> => {
  const { contact, key } = reachable(request.customer, phones);
  const accepted = offer({ ...request, customer: contact }, await menus.read(), leadTimes, clock.now());
  const customerId = await customers.findOrMake(key, contact, ids.next());
  const number = await orders.nextNumber();
  const placed = place(accepted, { id: ids.next(), number, customerId });
  const trackingToken = tokens.make();
  await orders.insert(placed, tokens.hash(trackingToken));
  return { order: placed.order, trackingToken };
};

const reachable = (
  { name, phone, email }: CustomerContact,
  phones: Phones,
): { readonly contact: CustomerContact; readonly key: string } => {
  const contact: CustomerContact = { name };
  if (phone !== undefined) {
    contact.phone = phones.normalise(phone);
    if (contact.phone === undefined) {
      const errors = [{ path: 'customer.phone', message: 'this is not a phone number' }];
      throw invalid('phone-not-valid', 'The phone number cannot be reached.', errors);
    }
  }
  if (email !== undefined) contact.email = normaliseEmail(email);
  const key = customerKey(contact);
  if (key === undefined) {
    const errors = [{ path: 'customer', message: 'a phone number or an e-mail address is needed' }];
    throw invalid('contact-missing', 'The shop needs a phone number or an e-mail address.', errors);
  }
  return { contact, key };
};

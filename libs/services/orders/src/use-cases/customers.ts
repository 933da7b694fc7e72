import type { CustomerContact } from '@pizzeria/contracts';
import type { Customer } from '../domain/customer';
import type { OrdersParts } from './ports';
import { reachable } from './reachable';

/**
 * Enters a customer who has not ordered yet. One with the same phone, else the same e-mail, is that customer already and
 * stays as known; `isNew` tells.
 */
export const enterCustomer = async (
  asked: CustomerContact,
  { customers, phones, ids }: OrdersParts,
): Promise<{ readonly customer: Customer; readonly isNew: boolean }> => {
  const { contact, key } = reachable(asked, phones);
  const newId = ids.next();
  const id = await customers.findOrMake(key, contact, newId);
  return { customer: await customers.read(id), isNew: id === newId };
};

export interface ListCustomers {
  readonly limit: number;
  /** The last customer of the page before. */
  readonly after?: string;
  /** A part of a name or an e-mail address, or of a phone number however it is written. */
  readonly query?: string;
}

/** A page of customers, those first who came last, and where the next one begins; undefined at the end. */
export const listCustomers = async (
  { limit, after, query }: ListCustomers,
  { customers, phones }: OrdersParts,
): Promise<{ readonly page: readonly Customer[]; readonly next: string | undefined }> => {
  const digits = query === undefined ? undefined : (phones.normalise(query)?.slice(1) ?? digitsOf(query));
  const found = await customers.list({ limit: limit + 1, before: after, text: query, digits });
  const page = found.slice(0, limit);
  return { page, next: found.length > limit ? page.at(-1)?.id : undefined };
};

/** Of a part of a phone number, without what stands before it when dialled; undefined for any other text. */
const digitsOf = (text: string): string | undefined =>
  /^[\d\s()+./-]*\d[\d\s()+./-]*$/.test(text) ? text.replace(/\D/g, '').replace(/^0+(?=\d)/, '') : undefined;

import type { CustomerContact, Timestamp } from '@pizzeria/contracts';

/** E-mail addresses that differ in case or surrounding space reach the same person. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();

/** What makes two orders one customer's: the normalised phone, else the e-mail. Undefined when neither is given. */
export const customerKey = ({ phone, email }: CustomerContact): string | undefined => {
  if (phone !== undefined) return `phone:${phone}`;
  return email === undefined ? undefined : `email:${email}`;
};

/** A customer as the shop knows them: by the name of their first order, and by how often they came. */
export interface Customer extends CustomerContact {
  readonly id: string;
  /** How many orders they placed, cancelled ones too. */
  readonly orders: number;
  readonly lastOrderAt?: Timestamp;
}

import type { CustomerContact } from '@pizzeria/contracts';

/** E-mail addresses that differ in case or surrounding space reach the same person. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();

/** What makes two orders one customer's: the normalised phone, else the e-mail. Undefined when neither is given. */
export const customerKey = ({ phone, email }: CustomerContact): string | undefined => {
  if (phone !== undefined) return `phone:${phone}`;
  return email === undefined ? undefined : `email:${email}`;
};

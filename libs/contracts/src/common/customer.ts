import { personal } from '@pizzeria/bus';
import { z } from 'zod';
import { text } from './text';

/** How to reach the customer of an order: all that a message to them needs. `phone` is E.164. */
export const customerContact = z.object({
  name: personal(text),
  phone: personal(text.optional()),
  email: personal(text.optional()),
});
export type CustomerContact = z.infer<typeof customerContact>;

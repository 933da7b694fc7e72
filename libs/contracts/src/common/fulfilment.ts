import { personal } from '@pizzeria/bus';
import { z } from 'zod';
import { text } from './text';

/** Where an order is delivered; `instructions` are for the courier. */
export const address = z.object({
  line1: personal(text),
  line2: personal(text.optional()),
  city: personal(text),
  postalCode: personal(text),
  instructions: personal(text.optional()),
});
export type Address = z.infer<typeof address>;

/** How the customer gets the order. */
export const fulfilment = z.discriminatedUnion('type', [
  z.object({ type: z.literal('pickup') }),
  z.object({ type: z.literal('delivery'), address }),
]);
export type Fulfilment = z.infer<typeof fulfilment>;

/** Pickup or delivery, without the address: for those who need not know where. */
export const fulfilmentKind = z.object({ type: z.enum(['pickup', 'delivery']) });
export type FulfilmentKind = z.infer<typeof fulfilmentKind>;

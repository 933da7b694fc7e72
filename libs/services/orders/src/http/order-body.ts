import { size, sku } from '@pizzeria/contracts';
import { oneLine } from '@pizzeria/service';
import { z } from 'zod';
import { moment } from './moment';

const item = z.strictObject({
  sku: sku.optional(),
  halves: z.tuple([sku, sku]).optional(),
  size: size.optional(),
  quantity: z.int().min(1).max(50),
  extras: z.array(sku).max(10).optional(),
  notes: oneLine(200).optional(),
});

const address = z.strictObject({
  line1: oneLine(200),
  line2: oneLine(200).optional(),
  city: oneLine(100),
  postalCode: oneLine(20),
  instructions: oneLine(300).optional(),
});

/** Who somebody is and how to reach them. */
export const contact = z.strictObject({
  name: oneLine(100),
  phone: oneLine(40).optional(),
  email: z.string().trim().max(254).pipe(z.email()).optional(),
});

/** What a customer sends to place an order. There are no prices in it: the shop's menu has them. */
export const orderBody = z.strictObject({
  customer: contact,
  fulfilment: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('pickup') }),
    z.strictObject({ type: z.literal('delivery'), address }),
  ]),
  items: z
    .array(item.refine((one) => (one.sku === undefined) !== (one.halves === undefined), oneOfBoth()))
    .min(1)
    .max(50),
  /** When the customer wants it, if not as soon as possible. */
  requestedFor: moment.optional(),
});

function oneOfBoth() {
  return { message: 'an item names either a sku or two halves', path: ['sku'] };
}

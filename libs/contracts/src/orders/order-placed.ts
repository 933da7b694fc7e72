import { type DataOf, pastVersion, personal } from '@pizzeria/bus';
import { z } from 'zod';
import { customerContact } from '../common/customer';
import { ada, adasOrder, at, dollars } from '../common/examples';
import { fulfilment } from '../common/fulfilment';
import { customerId, orderId, spokenNumber } from '../common/ids';
import { money } from '../common/money';
import { orderLine } from '../common/order-line';
import { orderSubject } from '../common/subjects';
import { text } from '../common/text';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

const unchanged = z.object({
  orderId,
  number: spokenNumber,
  customerId,
  fulfilment,
  items: z.array(orderLine).min(1),
  totalAmount: money,
  /** `included`: already within `totalAmount`. */
  tax: z.object({ amount: money, included: z.boolean() }).optional(),
  /** When the customer was told to expect it. */
  estimatedDelivery: timestamp,
  /** The time the customer asked for, when it is an order for later. */
  requestedFor: timestamp.optional(),
});

const example: z.infer<typeof unchanged> = {
  ...adasOrder,
  customerId: ada.customerId,
  fulfilment: { type: 'delivery', address: { line1: '1 Main St', city: 'Springfield', postalCode: '12345' } },
  items: [
    {
      line: 1,
      kind: 'pizza',
      sku: 'margherita',
      name: 'Margherita',
      size: 'large',
      quantity: 2,
      extras: ['basil'],
      allergens: ['gluten', 'milk'],
      diets: ['vegetarian'],
      notes: 'well done',
      unitPrice: 1599,
      lineTotal: 3198,
    },
  ],
  totalAmount: dollars(31.98),
  tax: { amount: dollars(2.37), included: true },
  estimatedDelivery: at('19:15'),
};

/** The customer's phone stood beside the customer, and was required. */
const v1 = pastVersion({
  version: 1,
  schema: unchanged.extend({
    customer: z.object({ name: personal(text), email: personal(text.optional()) }),
    customerPhone: personal(text),
  }),
  example: { ...example, customer: { name: 'Ada', email: 'ada@example.com' }, customerPhone: '+14155550123' },
  upcast: ({ customerPhone, customer, ...rest }) => ({ ...rest, customer: { ...customer, phone: customerPhone } }),
});

export const OrderPlaced = eventsOf('orders')({
  name: 'order.placed',
  version: 2,
  meaning: 'A customer placed an order, and the shop accepted it at this price.',
  route: 'required',
  schema: unchanged.extend({ customer: customerContact }),
  example: { ...example, customer: ada.customer },
  past: [v1],
  subject: orderSubject,
});
export type OrderPlacedData = DataOf<typeof OrderPlaced>;

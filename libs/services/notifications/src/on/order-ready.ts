import { OrderReady } from '@pizzeria/contracts';
import { orderReady } from '../domain/order-ready';
import { deliverMessage } from '../use-cases/deliver-message';

const announcement = { kind: 'order-ready', facts: orderReady } as const;

/** Tells the customer's phone that the order is ready, and how to collect it. */
export const announceBySms = deliverMessage(OrderReady, {
  ...announcement,
  channel: 'sms',
  recipient: ({ customer }) => customer.phone,
});

/** Tells by e-mail that the order is ready, and how to collect it. */
export const announceByEmail = deliverMessage(OrderReady, {
  ...announcement,
  channel: 'email',
  recipient: ({ customer }) => customer.email,
});

import { OrderPlaced } from '@pizzeria/contracts';
import { orderConfirmed } from '../domain/order-confirmed';
import { deliverMessage } from '../use-cases/deliver-message';

const confirmation = { kind: 'order-confirmed', facts: orderConfirmed } as const;

/** Confirms an order to the customer's phone: number, total, expected time. */
export const confirmBySms = deliverMessage(OrderPlaced, {
  ...confirmation,
  channel: 'sms',
  recipient: ({ customer }) => customer.phone,
});

/** Confirms an order by e-mail, with all its lines. */
export const confirmByEmail = deliverMessage(OrderPlaced, {
  ...confirmation,
  channel: 'email',
  recipient: ({ customer }) => customer.email,
});

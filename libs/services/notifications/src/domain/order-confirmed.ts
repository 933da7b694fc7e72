import type { OrderLine, OrderPlacedData } from '@pizzeria/contracts';
import type { Letter, Row } from './letter';

/** Number, lines, total, and when it is expected. */
export const orderConfirmed = (order: OrderPlacedData, at: string): Letter => {
  const expected = order.fulfilment.type === 'delivery' ? 'expected-at-the-door' : 'expected-to-be-ready';
  return {
    values: {
      number: String(order.number),
      total: { money: order.totalAmount },
      time: { moment: order.estimatedDelivery, at },
    },
    sms: ['confirmed', expected, 'we-will-notify'],
    name: order.customer.name,
    email: [
      'thanks',
      order.items.map((line) => row(line, order.totalAmount.currency)),
      'total',
      expected,
      'we-will-notify',
    ],
  };
};

const row = ({ quantity, name, size, extras, lineTotal: amount }: OrderLine, currency: string): Row => ({
  what: { quantity, name, size, extras },
  amount: { money: { amount, currency } },
});

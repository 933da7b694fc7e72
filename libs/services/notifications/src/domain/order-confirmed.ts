import type { OrderLine, OrderPlacedData } from '@pizzeria/contracts';
import { formatMoment, formatMoney } from './format';
import type { Letter, Row } from './letter';
import type { Setting } from './shop';

/** Number, lines, total, and when it is expected. */
export const orderConfirmed = (order: OrderPlacedData, setting: Setting): Letter => {
  const expected = order.fulfilment.type === 'delivery' ? 'expected-at-the-door' : 'expected-to-be-ready';
  return {
    values: {
      number: String(order.number),
      total: formatMoney(order.totalAmount),
      time: formatMoment(order.estimatedDelivery, setting),
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

const row = ({ quantity, name, size, extras, lineTotal }: OrderLine, currency: string): Row => {
  const sized = size === undefined ? '' : ` (${size})`;
  const topped = extras.length === 0 ? '' : ` with ${extras.join(', ')}`;
  return { what: `${quantity} x ${name}${sized}${topped}`, amount: formatMoney({ amount: lineTotal, currency }) };
};

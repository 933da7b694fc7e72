import type { OrderLine, OrderPlacedData } from '@pizzeria/contracts';
import { formatMoney, formatTime } from './format';
import type { Shop } from './shop';

/** What the words of a confirmation are made of. */
export interface ConfirmedOrder {
  readonly shop: Shop;
  readonly number: number;
  readonly customerName: string;
  readonly delivery: boolean;
  readonly total: string;
  /** `HH:MM` in the shop's time zone. */
  readonly expectedAt: string;
  readonly lines: readonly string[];
}

export const orderConfirmed = (order: OrderPlacedData, shop: Shop): ConfirmedOrder => ({
  shop,
  number: order.number,
  customerName: order.customer.name,
  delivery: order.fulfilment.type === 'delivery',
  total: formatMoney(order.totalAmount),
  expectedAt: formatTime(order.estimatedDelivery, shop.timeZone),
  lines: order.items.map((line) => lineText(line, order.totalAmount.currency)),
});

const lineText = (line: OrderLine, currency: string): string => {
  const size = line.size === undefined ? '' : ` (${line.size})`;
  const extras = line.extras.length === 0 ? '' : ` with ${line.extras.join(', ')}`;
  return `${line.quantity} x ${line.name}${size}${extras}: ${formatMoney({ amount: line.lineTotal, currency })}`;
};

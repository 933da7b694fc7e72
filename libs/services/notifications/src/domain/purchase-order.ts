import type { PurchaseOrderPlacedData } from '@pizzeria/contracts';
import { formatMoment, formatQuantity } from './format';
import type { Letter } from './letter';
import type { Setting } from './shop';

/** What the supplier is to deliver; of one without an address, that the manager must pass it on. */
export const purchaseOrder = (order: PurchaseOrderPlacedData, setting: Setting): Letter => {
  const { name, email } = order.supplier;
  return {
    values: { number: String(order.number), supplier: name, time: formatMoment(order.placedAt, setting) },
    ...(email === undefined ? {} : { name }),
    email: [
      email === undefined ? 'please-pass-on' : 'please-deliver',
      order.lines.map((line) => ({ what: line.name, amount: formatQuantity(line.quantity, line.unit) })),
      'ordered-at',
    ],
  };
};

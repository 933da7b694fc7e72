import type { PurchaseOrderPlacedData } from '@pizzeria/contracts';
import type { Letter } from './letter';

/** What the supplier is to deliver; of one without an address, that the manager must pass it on. */
export const purchaseOrder = (order: PurchaseOrderPlacedData, at: string): Letter => {
  const { name, email } = order.supplier;
  return {
    values: { number: String(order.number), supplier: name, time: { moment: order.placedAt, at } },
    ...(email === undefined ? {} : { name }),
    email: [
      email === undefined ? 'please-pass-on' : 'please-deliver',
      order.lines.map((line) => ({ what: line.name, amount: { quantity: line.quantity, unit: line.unit } })),
      'ordered-at',
    ],
  };
};

import type { PurchaseOrderPlacedData } from '@pizzeria/contracts';
import { formatMoment, formatQuantity } from './format';
import type { Letter } from './letter';
import type { Setting } from './shop';

/** What the supplier is to deliver. */
export const purchaseOrder = (order: PurchaseOrderPlacedData, setting: Setting): Letter => ({
  values: { number: String(order.number), time: formatMoment(order.placedAt, setting) },
  name: order.supplier.name,
  email: [
    'please-deliver',
    order.lines.map(({ name, quantity, unit }) => ({ what: name, amount: formatQuantity(quantity, unit) })),
    'ordered-at',
  ],
});

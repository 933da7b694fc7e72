import {
  type Channel,
  InventoryLow,
  OrderCancelled,
  OrderEstimateChanged,
  OrderOutForDelivery,
  OrderPlaced,
  OrderReady,
  OrderRecalled,
  OrderUnattended,
  PaymentProcessed,
  PurchaseOrderPlaced,
} from '@pizzeria/contracts';
import type { Letter } from '../domain/letter';
import { lowStock } from '../domain/low-stock';
import type { Kind } from '../domain/message';
import { orderCancelled } from '../domain/order-cancelled';
import { orderConfirmed } from '../domain/order-confirmed';
import { orderLate } from '../domain/order-late';
import { orderNotReady } from '../domain/order-not-ready';
import { orderOnItsWay } from '../domain/order-on-its-way';
import { orderReady } from '../domain/order-ready';
import { orderUnattended } from '../domain/order-unattended';
import { purchaseOrder } from '../domain/purchase-order';
import { paymentReceipt } from '../domain/receipt';

interface ShownKind {
  readonly channels: readonly Channel[];
  /** A letter of this kind about the example of its contract. */
  readonly example: () => Letter;
}

const both = ['sms', 'email'] as const;
const at = '2026-03-14T18:30:00.000Z';

/** Every kind of message, with the channels it may take and what it says about the contracts' examples. */
export const shownKinds: Readonly<Record<Kind, ShownKind>> = {
  'order-confirmed': { channels: both, example: () => orderConfirmed(OrderPlaced.example, at) },
  'order-ready': { channels: both, example: () => orderReady(OrderReady.example) },
  'order-not-ready': { channels: both, example: () => orderNotReady(OrderRecalled.example) },
  'order-late': { channels: both, example: () => orderLate(OrderEstimateChanged.example, at) },
  'order-on-its-way': { channels: both, example: () => orderOnItsWay(OrderOutForDelivery.example, at) },
  'order-cancelled': { channels: both, example: () => orderCancelled(OrderCancelled.example) },
  receipt: { channels: ['email'], example: () => paymentReceipt(PaymentProcessed.example, at) },
  'low-stock': { channels: both, example: () => lowStock(InventoryLow.example) },
  'order-unattended': { channels: both, example: () => orderUnattended(OrderUnattended.example, at) },
  'purchase-order': {
    channels: ['email'],
    example: () => purchaseOrder(PurchaseOrderPlaced.example, at),
  },
};

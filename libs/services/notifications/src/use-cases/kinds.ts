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
  type PaymentProcessedData,
  PaymentRefunded,
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
import { paymentReceipt, refundReceipt } from '../domain/receipt';

interface ShownKind {
  readonly channels: readonly Channel[];
  /**
   * Letters of this kind about the examples of its contracts, which between them say all that it can say, by what
   * makes them different. The first is shown to who asks for none.
   */
  readonly variants: Readonly<Record<string, Letter>>;
}

const both = ['sms', 'email'] as const;
const at = '2026-03-14T18:30:00.000Z';
const pickup = { type: 'pickup' } as const;
const delivery = { type: 'delivery' } as const;

const inCash: PaymentProcessedData = {
  ...PaymentProcessed.example,
  method: 'cash',
  reference: undefined,
  outstanding: { amount: 5, currency: 'USD' },
};
const { email: _, ...withoutAddress } = PurchaseOrderPlaced.example.supplier;

/** Every kind of message, with the channels it may take and what it says. */
export const shownKinds: Readonly<Record<Kind, ShownKind>> = {
  'order-confirmed': {
    channels: both,
    variants: {
      delivery: orderConfirmed(OrderPlaced.example, at),
      pickup: orderConfirmed({ ...OrderPlaced.example, fulfilment: pickup }, at),
    },
  },
  'order-ready': {
    channels: both,
    variants: {
      pickup: orderReady(OrderReady.example),
      delivery: orderReady({ ...OrderReady.example, fulfilment: delivery }),
    },
  },
  'order-not-ready': { channels: both, variants: { recalled: orderNotReady(OrderRecalled.example) } },
  'order-late': { channels: both, variants: { late: orderLate(OrderEstimateChanged.example, at) } },
  'order-on-its-way': {
    channels: both,
    variants: {
      estimated: orderOnItsWay(OrderOutForDelivery.example, at),
      'not-estimated': orderOnItsWay({ ...OrderOutForDelivery.example, estimatedArrival: undefined }, at),
    },
  },
  'order-cancelled': {
    channels: both,
    variants: {
      'by-customer': orderCancelled(OrderCancelled.example),
      'by-shop': orderCancelled({ ...OrderCancelled.example, by: 'staff', refundDue: undefined }),
    },
  },
  receipt: {
    channels: ['email'],
    variants: {
      'paid-by-card': paymentReceipt(PaymentProcessed.example, at),
      'paid-in-cash-in-part': paymentReceipt(inCash, at),
      'refunded-to-card': refundReceipt(PaymentRefunded.example, at),
      'refunded-in-cash': refundReceipt({ ...PaymentRefunded.example, method: 'cash' }, at),
    },
  },
  'low-stock': { channels: both, variants: { low: lowStock(InventoryLow.example) } },
  'order-unattended': {
    channels: both,
    variants: {
      'level-1': orderUnattended({ ...OrderUnattended.example, level: 1 }, at),
      'level-2': orderUnattended({ ...OrderUnattended.example, level: 2 }, at),
      'level-3': orderUnattended({ ...OrderUnattended.example, level: 3 }, at),
    },
  },
  'purchase-order': {
    channels: ['email'],
    variants: {
      'to-supplier': purchaseOrder(PurchaseOrderPlaced.example, at),
      'to-manager': purchaseOrder({ ...PurchaseOrderPlaced.example, supplier: withoutAddress }, at),
    },
  },
};

import type {
  Courier,
  CustomerContact,
  Fulfilment,
  InventoryShortData,
  Money,
  OrderLine,
  PaymentMethod,
  Timestamp,
} from '@pizzeria/contracts';
import type { OrdersEvent } from './events';
import { Refusal } from './refusal';
import type { Tax } from './tax';

/** An order: what was agreed when it was placed, and beside it how far it has come, what is paid, what is in stock. */
export interface Order extends Agreement {
  readonly progress: Progress;
  readonly payment: Payment;
  readonly stock: Stock;
  /** What the kitchen expects now, where it is another time than it said before. */
  readonly estimate?: Estimate;
  /** How long nobody had started it when the kitchen last complained of it. */
  readonly unattended?: Unattended;
}

/** What customer and shop agreed on; it never changes. */
export interface Agreement {
  readonly id: string;
  readonly number: number;
  readonly customerId: string;
  readonly customer: CustomerContact;
  readonly fulfilment: Fulfilment;
  readonly items: readonly OrderLine[];
  readonly totalAmount: Money;
  /** Unknown of orders that were placed before the shop kept it. */
  readonly tax?: Tax;
  readonly placedAt: Timestamp;
  /** The promise. */
  readonly estimatedDelivery: Timestamp;
  /** The time the customer asked for, when it is an order for later; then the promise is this time. */
  readonly requestedFor?: Timestamp;
}

/** `asOf` is the kitchen's sequence of saying so; what was kept before it was noted counts as the oldest. */
export type Progress =
  | { readonly status: 'placed' }
  | Cooking
  | Ready
  | {
      readonly status: 'out-for-delivery';
      readonly courier: Courier;
      readonly leftAt: Timestamp;
    }
  | {
      readonly status: 'undeliverable';
      readonly courier: Courier;
      readonly reason: string;
      readonly broughtBackAt: Timestamp;
    }
  | { readonly status: 'delivered'; readonly deliveredAt: Timestamp; readonly courier?: Courier }
  | {
      readonly status: 'cancelled';
      readonly by: CancelledBy;
      readonly reason: string;
      readonly cancelledAt: Timestamp;
    };

/** In the making: begun, or taken back after it was said to be ready. */
export interface Cooking {
  readonly status: 'cooking';
  /** Not known when it is taken back before it was heard that it began. */
  readonly startedAt?: Timestamp;
  /** Not known once it is taken back. */
  readonly estimatedReady?: Timestamp;
  readonly recalledAt?: Timestamp;
  readonly asOf?: number;
}

export interface Ready {
  readonly status: 'ready';
  readonly startedAt?: Timestamp;
  readonly readyAt: Timestamp;
  readonly asOf?: number;
}

export type OrderStatus = Progress['status'];

export const orderStatuses = [
  'placed',
  'cooking',
  'ready',
  'out-for-delivery',
  'undeliverable',
  'delivered',
  'cancelled',
] as const satisfies readonly OrderStatus[];

/** `system`: the shop gave it up, because nobody started it. */
export const cancellers = ['customer', 'staff', 'system'] as const;
export type CancelledBy = (typeof cancellers)[number];

/** Money beside the order. */
export interface Payment {
  readonly status: PaymentStatus;
  readonly payments: readonly RecordedPayment[];
  readonly refunds: readonly RecordedRefund[];
}

export const paymentStatuses = ['unpaid', 'paid', 'refund-due', 'refunded'] as const;

/**
 * `unpaid` while any of the total is outstanding, `refund-due` while a cancelled order's customer must get money back,
 * `refunded` when all that was paid is given back. A part given back for a delivered order leaves it `paid`.
 */
export type PaymentStatus = (typeof paymentStatuses)[number];

export interface RecordedPayment {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly reference?: string;
  readonly processedAt: Timestamp;
}

export interface RecordedRefund {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly reason: string;
  readonly refundedAt: Timestamp;
}

/** `asOf` is the kitchen's sequence of saying so. */
export interface Estimate {
  readonly expectedAt: Timestamp;
  readonly reason: string;
  readonly asOf: number;
}

/** `asOf` is the kitchen's sequence of saying so. */
export interface Unattended {
  readonly level: 1 | 2 | 3;
  readonly waitingSince: Timestamp;
  readonly asOf: number;
}

/** What inventory last said of the order's ingredients; `asOf` is inventory's sequence of saying it. */
export type Stock =
  | { readonly status: 'unknown' }
  | { readonly status: 'reserved'; readonly asOf: number }
  | { readonly status: 'short'; readonly asOf: number; readonly missing: readonly Missing[] };

export type Missing = InventoryShortData['missing'][number];

/** The outcome of a decision: the order as it is now, and what has happened. No events: nothing to tell anyone. */
export interface Decision {
  readonly order: Order;
  readonly events: readonly OrdersEvent[];
}

export const unchanged = (order: Order): Decision => ({ order, events: [] });

/** The order is not in a state for this; the answer carries the state it is in. */
export const conflict = (order: Order, code: string, message: string): Refusal =>
  new Refusal('conflict', code, message, { status: order.progress.status, payment: order.payment.status });

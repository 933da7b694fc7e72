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
import { Failure } from './failure';
import type { Tax } from './tax';

/** An order: what was agreed when it was placed, and beside it how far it has come, what is paid, what is in stock. */
export interface Order extends Agreement {
  readonly progress: Progress;
  readonly payment: Payment;
  readonly stock: Stock;
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
  readonly estimatedDelivery: Timestamp;
}

export type Progress =
  | { readonly status: 'placed' }
  | { readonly status: 'cooking'; readonly startedAt: Timestamp; readonly estimatedReady: Timestamp }
  | { readonly status: 'ready'; readonly readyAt: Timestamp }
  | {
      readonly status: 'out-for-delivery';
      readonly courier: Courier;
      readonly leftAt: Timestamp;
    }
  | { readonly status: 'delivered'; readonly deliveredAt: Timestamp; readonly courier?: Courier }
  | {
      readonly status: 'cancelled';
      readonly by: CancelledBy;
      readonly reason: string;
      readonly cancelledAt: Timestamp;
    };

export type OrderStatus = Progress['status'];

export const orderStatuses = [
  'placed',
  'cooking',
  'ready',
  'out-for-delivery',
  'delivered',
  'cancelled',
] as const satisfies readonly OrderStatus[];

export type CancelledBy = 'customer' | 'staff';

/** Money beside the order. `outstanding` may be less than the total and the order still be unpaid. */
export type Payment =
  | { readonly status: 'unpaid'; readonly payments: readonly RecordedPayment[] }
  | { readonly status: 'paid'; readonly payments: readonly RecordedPayment[] }
  | { readonly status: 'refund-due'; readonly payments: readonly RecordedPayment[]; readonly due: Money };

export interface RecordedPayment {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly reference?: string;
  readonly processedAt: Timestamp;
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

export const paidSoFar = ({ payment, totalAmount }: Order): Money => ({
  amount: payment.payments.reduce((sum, { amount }) => sum + amount.amount, 0),
  currency: totalAmount.currency,
});

export const outstanding = (order: Order): Money => ({
  amount: order.progress.status === 'cancelled' ? 0 : order.totalAmount.amount - paidSoFar(order).amount,
  currency: order.totalAmount.currency,
});

/** The order is not in a state for this; the answer carries the state it is in. */
export const conflict = (order: Order, code: string, message: string): Failure =>
  new Failure('conflict', code, message, { status: order.progress.status, payment: order.payment.status });

import type { CustomerContact, Fulfilment, OrderLine } from '@pizzeria/contracts';
import type { Order, OrderStatus, Payment, Progress, Stock } from '../domain/order';
import type { Tax } from '../domain/tax';

export interface OrderRow {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly customer_id: string;
  readonly tracking_hash: string;
  readonly status: OrderStatus;
  readonly customer: CustomerContact;
  readonly fulfilment: Fulfilment;
  readonly items: readonly OrderLine[];
  readonly total_amount: number;
  readonly currency: string;
  readonly tax: Tax | null;
  readonly placed_at: Date;
  readonly estimated_delivery: Date;
  readonly progress: Progress;
  readonly payment: Payment;
  readonly stock: Stock;
}

/** The columns that never change. */
export const agreementRow = (order: Order) => ({
  id: order.id,
  number: order.number,
  customer_id: order.customerId,
  customer: JSON.stringify(order.customer),
  fulfilment: JSON.stringify(order.fulfilment),
  items: JSON.stringify(order.items),
  total_amount: order.totalAmount.amount,
  currency: order.totalAmount.currency,
  tax: order.tax && JSON.stringify(order.tax),
  placed_at: order.placedAt,
  estimated_delivery: order.estimatedDelivery,
});

/** The columns that a decision changes. */
export const stateRow = ({ progress, payment, stock }: Order) => ({
  status: progress.status,
  progress: JSON.stringify(progress),
  payment: JSON.stringify(payment),
  stock: JSON.stringify(stock),
});

export const fromRow = (row: OrderRow): Order => ({
  id: row.id,
  number: row.number,
  customerId: row.customer_id,
  customer: row.customer,
  fulfilment: row.fulfilment,
  items: row.items,
  totalAmount: { amount: row.total_amount, currency: row.currency },
  tax: row.tax ?? undefined,
  placedAt: row.placed_at.toISOString(),
  estimatedDelivery: row.estimated_delivery.toISOString(),
  progress: row.progress,
  payment: row.payment,
  stock: row.stock,
});

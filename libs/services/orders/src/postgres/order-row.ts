import type { CustomerContact, Fulfilment, OrderLine } from '@pizzeria/contracts';
import { refundDue } from '../domain/money';
import type {
  Estimate,
  Order,
  OrderStatus,
  Payment,
  Progress,
  RecordedRefund,
  Stock,
  Unattended,
} from '../domain/order';
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
  readonly requested_for: Date | null;
  readonly progress: Progress;
  readonly payment: Omit<Payment, 'refunds'>;
  readonly refunds: readonly RecordedRefund[];
  readonly stock: Stock;
  readonly estimate: Estimate | null;
  readonly unattended: Unattended | null;
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
  requested_for: order.requestedFor,
});

/** The columns that a decision changes. */
export const stateRow = (order: Order) => {
  const { progress, payment, stock, estimate, unattended } = order;
  return {
    status: progress.status,
    progress: JSON.stringify(progress),
    payment: JSON.stringify(paymentColumn(order)),
    refunds: JSON.stringify(payment.refunds),
    stock: JSON.stringify(stock),
    estimate: estimate && JSON.stringify(estimate),
    unattended: unattended && JSON.stringify(unattended),
  };
};

/** With what is due beside a refund that is: whoever looks into the table finds it there. */
const paymentColumn = (order: Order) => {
  const { status, payments } = order.payment;
  return { status, payments, ...(status === 'refund-due' ? { due: refundDue(order) } : {}) };
};

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
  requestedFor: row.requested_for?.toISOString(),
  progress: row.progress,
  payment: { status: row.payment.status, payments: row.payment.payments, refunds: row.refunds },
  stock: row.stock,
  estimate: row.estimate ?? undefined,
  unattended: row.unattended ?? undefined,
});

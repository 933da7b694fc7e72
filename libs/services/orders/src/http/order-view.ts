import { customerContact, fulfilment, courier, money, orderLine, timestamp } from '@pizzeria/contracts';
import type { Caller } from '@pizzeria/service';
import { z } from 'zod';
import { outstanding, paidSoFar, refundDue, refundedSoFar } from '../domain/money';
import { cancellers, orderStatuses, paymentStatuses, type Order } from '../domain/order';
import { sums, sumsOf } from './sums';

const unit = z.enum(['g', 'ml', 'piece']);

/** An order as its customer and the staff see it; some of it is for staff alone. */
export const orderView = z.object({
  id: z.uuid(),
  number: z.int().min(1),
  status: z.enum(orderStatuses),
  customer: customerContact,
  fulfilment,
  items: z.array(orderLine),
  ...sums,
  payment: z.object({
    status: z.enum(paymentStatuses),
    /** All that was taken, whatever was given back. */
    paid: money,
    outstanding: money,
    /** What was given back, when anything was. */
    refunded: money.optional(),
    refundDue: money.optional(),
  }),
  stock: z.enum(['unknown', 'reserved', 'short']),
  /** What is missing while `stock` is `short`. */
  missing: z
    .array(
      z.object({
        ingredientId: z.string(),
        name: z.string(),
        unit,
        needed: z.int(),
        /** For staff alone. */
        onHand: z.int().optional(),
      }),
    )
    .optional(),
  placedAt: timestamp,
  /** The promise, which stays. */
  estimatedDelivery: timestamp,
  /** The time the customer asked for, when it is an order for later. */
  requestedFor: timestamp.optional(),
  /** When the kitchen expects it now, where that is another time; until the order is delivered or cancelled. */
  expected: z.object({ at: timestamp, reason: z.string() }).optional(),
  cookingStartedAt: timestamp.optional(),
  estimatedReady: timestamp.optional(),
  /** When it was taken back after it was said to be ready. */
  recalledAt: timestamp.optional(),
  readyAt: timestamp.optional(),
  /** Its id is for staff alone. */
  courier: courier.partial({ id: true }).optional(),
  leftAt: timestamp.optional(),
  deliveredAt: timestamp.optional(),
  /** The reason is for staff alone. */
  undeliverable: z.object({ reason: z.string().optional(), broughtBackAt: timestamp }).optional(),
  cancellation: z.object({ by: z.enum(cancellers), reason: z.string(), cancelledAt: timestamp }).optional(),
  /** For staff alone: nobody has started it in time. */
  unattended: z.object({ level: z.int().min(1).max(3), waitingSince: timestamp }).optional(),
});

type View = z.infer<typeof orderView>;

/** An order for whoever asks. */
export const viewFor = ({ kind }: Caller, order: Order): View =>
  kind === 'staff' ? { ...viewOf(order), unattended: unattendedOf(order) } : forCustomer(viewOf(order));

/** Without what staff are called, what stands on the shelves, and what a courier wrote about the door. */
const forCustomer = ({ courier, missing, undeliverable, ...rest }: View): View => ({
  ...rest,
  courier: courier && { name: courier.name },
  missing: missing?.map(({ onHand: _, ...lacking }) => lacking),
  undeliverable: undeliverable && { broughtBackAt: undeliverable.broughtBackAt },
});

const viewOf = (order: Order): View => {
  const { id, number, customer, fulfilment, items, placedAt, progress } = order;
  return {
    id,
    number,
    status: progress.status,
    customer,
    fulfilment,
    items: [...items],
    ...sumsOf(order),
    payment: paymentOf(order),
    stock: order.stock.status,
    missing: order.stock.status === 'short' ? [...order.stock.missing] : undefined,
    placedAt,
    estimatedDelivery: order.estimatedDelivery,
    requestedFor: order.requestedFor,
    expected: expectedOf(order),
    ...milestonesOf(order),
  };
};

const paymentOf = (order: Order) => ({
  status: order.payment.status,
  paid: paidSoFar(order),
  outstanding: outstanding(order),
  refunded: refundedSoFar(order).amount > 0 ? refundedSoFar(order) : undefined,
  refundDue: refundDue(order).amount > 0 ? refundDue(order) : undefined,
});

const expectedOf = ({ estimate, progress: { status } }: Order) =>
  estimate === undefined || status === 'delivered' || status === 'cancelled'
    ? undefined
    : { at: estimate.expectedAt, reason: estimate.reason };

const unattendedOf = ({ unattended, progress: { status } }: Order) =>
  unattended === undefined || status !== 'placed'
    ? undefined
    : { level: unattended.level, waitingSince: unattended.waitingSince };

const milestonesOf = ({ progress }: Order) => {
  switch (progress.status) {
    case 'placed':
      return {};
    case 'cooking': {
      const { startedAt, estimatedReady, recalledAt } = progress;
      return { cookingStartedAt: startedAt, estimatedReady, recalledAt };
    }
    case 'ready':
      return { cookingStartedAt: progress.startedAt, readyAt: progress.readyAt };
    case 'out-for-delivery':
      return { courier: progress.courier, leftAt: progress.leftAt };
    case 'undeliverable': {
      const { courier, reason, broughtBackAt } = progress;
      return { courier, undeliverable: { reason, broughtBackAt } };
    }
    case 'delivered':
      return { courier: progress.courier, deliveredAt: progress.deliveredAt };
    case 'cancelled': {
      const { by, reason, cancelledAt } = progress;
      return { cancellation: { by, reason, cancelledAt } };
    }
    default:
      return progress satisfies never;
  }
};

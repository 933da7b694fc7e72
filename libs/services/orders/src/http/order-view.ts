import { customerContact, fulfilment, courier, money, orderLine, timestamp } from '@pizzeria/contracts';
import { z } from 'zod';
import { orderStatuses, outstanding, paidSoFar, type Order } from '../domain/order';
import { sums, sumsOf } from './sums';

const unit = z.enum(['g', 'ml', 'piece']);

/** An order as its customer and the staff see it. */
export const orderView = z.object({
  id: z.uuid(),
  number: z.int().min(1),
  status: z.enum(orderStatuses),
  customer: customerContact,
  fulfilment,
  items: z.array(orderLine),
  ...sums,
  payment: z.object({
    status: z.enum(['unpaid', 'paid', 'refund-due']),
    paid: money,
    outstanding: money,
    refundDue: money.optional(),
  }),
  stock: z.enum(['unknown', 'reserved', 'short']),
  /** What is missing while `stock` is `short`. */
  missing: z
    .array(z.object({ ingredientId: z.string(), name: z.string(), unit, needed: z.int(), onHand: z.int() }))
    .optional(),
  placedAt: timestamp,
  estimatedDelivery: timestamp,
  cookingStartedAt: timestamp.optional(),
  estimatedReady: timestamp.optional(),
  readyAt: timestamp.optional(),
  courier: courier.optional(),
  leftAt: timestamp.optional(),
  deliveredAt: timestamp.optional(),
  cancellation: z.object({ by: z.enum(['customer', 'staff']), reason: z.string(), cancelledAt: timestamp }).optional(),
});

export const viewOf = (order: Order): z.infer<typeof orderView> => {
  const { id, number, customer, fulfilment, items, placedAt, estimatedDelivery, progress } = order;
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
    estimatedDelivery,
    ...milestonesOf(order),
  };
};

const paymentOf = (order: Order) => ({
  status: order.payment.status,
  paid: paidSoFar(order),
  outstanding: outstanding(order),
  refundDue: order.payment.status === 'refund-due' ? order.payment.due : undefined,
});

const milestonesOf = ({ progress }: Order) => {
  switch (progress.status) {
    case 'placed':
      return {};
    case 'cooking':
      return { cookingStartedAt: progress.startedAt, estimatedReady: progress.estimatedReady };
    case 'ready':
      return { readyAt: progress.readyAt };
    case 'out-for-delivery':
      return { courier: progress.courier, leftAt: progress.leftAt };
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

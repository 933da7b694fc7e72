import { money, paymentMethod } from '@pizzeria/contracts';
import { oneLine, route } from '@pizzeria/service';
import { z } from 'zod';
import type { OrdersParts } from '../use-cases/ports';
import { refundPayment } from '../use-cases/refund-payment';
import { oneOrder } from './one-order';
import { orderView, viewFor } from './order-view';

export const postRefund = route({
  method: 'post',
  path: '/api/orders/:id/refunds',
  summary: 'Record money given back: what is due for a cancelled order, or, by a manager, for a delivered one',
  who: ['kitchen', 'courier', 'manager'],
  params: oneOrder,
  about: ({ id }) => `order/${id}`,
  body: z.strictObject({
    method: paymentMethod,
    amount: z.strictObject({ ...money.shape, amount: z.int().min(1) }),
    reason: oneLine(500),
  }),
  answers: { 201: orderView },
  refuses: {
    403: ['manager-only'],
    404: ['order-not-found'],
    409: ['not-refundable', 'nothing-to-refund', 'more-than-paid'],
    422: ['other-currency'],
  },
  handle: async ({ params, body, caller }, parts: OrdersParts) => {
    const by = caller.kind === 'staff' && caller.roles.includes('manager') ? 'manager' : 'staff';
    return { status: 201, body: viewFor(caller, await refundPayment(params.id, { ...body, by }, parts)) };
  },
});

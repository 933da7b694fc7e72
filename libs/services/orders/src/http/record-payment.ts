import { money, paymentMethod } from '@pizzeria/contracts';
import { oneLine, route } from '@pizzeria/service';
import { z } from 'zod';
import type { OrdersParts } from '../use-cases/ports';
import { recordPayment } from '../use-cases/record-payment';
import { oneOrder } from './one-order';
import { orderView, viewFor } from './order-view';

export const postPayment = route({
  method: 'post',
  path: '/api/orders/:id/payments',
  summary: 'Record money taken for an order, all that is outstanding or a part of it',
  who: ['kitchen', 'courier', 'manager'],
  params: oneOrder,
  about: ({ id }) => `order/${id}`,
  body: z.strictObject({
    method: paymentMethod,
    amount: z.strictObject({ ...money.shape, amount: z.int().min(1) }),
    reference: oneLine(100).optional(),
  }),
  answers: { 201: orderView },
  refuses: { 404: ['order-not-found'], 409: ['order-cancelled', 'more-than-outstanding'], 422: ['other-currency'] },
  handle: async ({ params, body, caller }, parts: OrdersParts) => ({
    status: 201,
    body: viewFor(caller, await recordPayment(params.id, body, parts)),
  }),
});

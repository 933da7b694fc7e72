import { expecting, order, type Order } from './answers';
import type { World } from './world';

type Method = 'cash' | 'card';
type Money = Order['totalAmount'];

/** Takes what is still to be paid for an order, and writes down what the shop took; nothing when it is paid, or called off meanwhile. */
export const takePayment = async (id: string, method: Method, world: World): Promise<void> => {
  const { payment, status } = await lookUp(id, world);
  if (payment.outstanding.amount <= 0 || status === 'cancelled') return;
  const amount = payment.outstanding;
  const reply = await world.http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/payments`,
    key: `${world.run}-payment-${id}`,
    token: world.tokens.manager,
    body: { method, amount },
  });
  if (reply.status === 201) world.record.add({ what: 'paid', id, amount: amount.amount });
};

/** Money against pizza, at the counter. */
export const handOverAtCounter = async (id: string, method: Method, world: World): Promise<void> => {
  await takePayment(id, method, world);
  await world.http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/deliver`,
    key: `${world.run}-collect-${id}`,
    token: world.tokens.kitchen,
  });
};

/** Gives back what was paid for a cancelled order; nothing when nothing was. */
export const giveBack = async (id: string, method: Method, world: World): Promise<void> => {
  const { payment } = await lookUp(id, world);
  if (payment.refundDue === undefined) return;
  await refund(id, world.tokens.kitchen, { method, amount: payment.refundDue, reason: 'it was called off' }, world);
};

/** A manager gives back a part of what was paid for a delivered order. Answers how much, in minor units. */
export const makeAmends = async (id: string, method: Method, percent: number, world: World): Promise<number> => {
  const { payment } = await lookUp(id, world);
  const amount = { ...payment.paid, amount: Math.ceil((payment.paid.amount * percent) / 100) };
  const given = await refund(id, world.tokens.manager, { method, amount, reason: 'it was cold' }, world);
  return given ? amount.amount : 0;
};

const lookUp = async (id: string, { http, tokens }: World): Promise<Order> => {
  const path = `/api/orders/${id}`;
  const reply = await http.call({ service: 'orders', method: 'GET', path, token: tokens.manager });
  return expecting(order, reply, 'GET /api/orders/{id}');
};

interface Refund {
  readonly method: Method;
  readonly amount: Money;
  readonly reason: string;
}

const refund = async (id: string, token: string, body: Refund, { http, run }: World): Promise<boolean> => {
  const reply = await http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/refunds`,
    key: `${run}-refund-${id}`,
    token,
    body,
  });
  return reply.status === 201;
};

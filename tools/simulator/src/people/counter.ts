import { expecting, order } from './answers';
import type { World } from './world';

/** Takes what is still to be paid for an order; nothing when it is paid, or called off meanwhile. */
export const takePayment = async (id: string, method: 'cash' | 'card', { http, tokens, run }: World): Promise<void> => {
  const path = `/api/orders/${id}`;
  const reply = await http.call({ service: 'orders', method: 'GET', path, token: tokens.manager });
  const { payment, status } = expecting(order, reply, 'GET /api/orders/{id}');
  if (payment.outstanding.amount <= 0 || status === 'cancelled') return;
  await http.call({
    service: 'orders',
    method: 'POST',
    path: `${path}/payments`,
    key: `${run}-payment-${id}`,
    token: tokens.manager,
    body: { method, amount: payment.outstanding },
  });
};

/** Money against pizza, at the counter. */
export const handOverAtCounter = async (id: string, method: 'cash' | 'card', world: World): Promise<void> => {
  await takePayment(id, method, world);
  await world.http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/deliver`,
    key: `${world.run}-collect-${id}`,
    token: world.tokens.kitchen,
  });
};

import type { Plan } from '../plan';
import { pause } from '../http/client';
import { expecting, order, type Order, placedOrder, type PlacedOrder, problemOf } from './answers';
import { handOverAtCounter, takePayment } from './counter';
import { minutes, type World } from './world';

const lookEveryMs = 1_500;

/** One customer, from the order to the last bite: orders, may pay ahead, may change their mind, waits, collects. */
export const liveThrough = async (plan: Plan, world: World): Promise<void> => {
  const placed = await placeOrder(plan, world);
  if (placed === undefined) return;
  world.board.see(placed.id, 'placed');
  if (plan.payment.ahead) await takePayment(placed.id, plan.payment.method, world);
  if (plan.calledOffBy === 'customer') await callOffAtOnce(plan, placed, world);
  await follow(plan, placed, world);
};

/** Each order's customer has a name of their own, so that the order is recognised without its id. */
export const markOf = (plan: Plan, run: string): string => `${plan.guest.name} of ${run}`;

const keyOf = (plan: Plan, run: string): string => `${run}-order-${plan.n}`;

const placeOrder = async (plan: Plan, { http, record, board, run }: World): Promise<PlacedOrder | undefined> => {
  const key = keyOf(plan, run);
  const mark = markOf(plan, run);
  record.add({ what: 'sending', key, mark, channels: [...plan.channels] });
  board.sent();
  const reply = await http.call({
    service: 'orders',
    method: 'POST',
    path: '/api/orders',
    key,
    body: { customer: { ...plan.guest, name: mark }, fulfilment: plan.fulfilment, items: plan.items },
  });
  if (reply.status >= 400 && reply.status < 500) {
    record.add({ what: 'refused', key, status: reply.status, code: problemOf(reply) });
    board.refused();
    return undefined;
  }
  const placed = expecting(placedOrder, reply, 'POST /api/orders', 201);
  record.add({ what: 'placed', key, id: placed.id, number: placed.number });
  board.answered(reply.tookMs);
  return placed;
};

/** Too late is no harm: then the order is made and delivered. */
const callOffAtOnce = async (plan: Plan, placed: PlacedOrder, { http, run }: World): Promise<void> => {
  await http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${placed.id}/cancel`,
    key: `${keyOf(plan, run)}-cancel`,
    trackingToken: placed.trackingToken,
    body: { reason: 'changed my mind' },
  });
};

const follow = async (plan: Plan, placed: PlacedOrder, world: World): Promise<void> => {
  let staffAsked = false;
  while (!world.closing.aborted) {
    const now = await look(placed, world);
    world.board.see(placed.id, now.status);
    if (now.status === 'delivered' || now.status === 'cancelled') return;
    if (plan.calledOffBy === 'staff' && !staffAsked && (now.status === 'cooking' || now.status === 'ready')) {
      staffAsked = true;
      await callOffByStaff(placed.id, plan, world);
    } else if (now.status === 'ready' && now.fulfilment.type === 'pickup') {
      await minutes(world, (4 * plan.pacePercent) / 100);
      await handOverAtCounter(placed.id, plan.payment.method, world);
    }
    await pause((lookEveryMs * plan.pacePercent) / 100, world.closing);
  }
};

const look = async (placed: PlacedOrder, { http }: World): Promise<Order> => {
  const path = `/api/orders/${placed.id}`;
  const reply = await http.call({ service: 'orders', method: 'GET', path, trackingToken: placed.trackingToken });
  return expecting(order, reply, 'GET /api/orders/{id}');
};

const callOffByStaff = async (id: string, plan: Plan, { http, tokens, run }: World): Promise<void> => {
  await http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/cancel`,
    key: `${keyOf(plan, run)}-cancel-by-staff`,
    token: tokens.manager,
    body: { reason: 'the customer called' },
  });
};

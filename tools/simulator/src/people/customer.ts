import { pause } from '../http/client';
import type { Plan } from '../plan/plan';
import { expecting, order, type Order } from './answers';
import { giveBack, handOverAtCounter, makeAmends, takePayment } from './counter';
import { type OwnOrder, placeOrder } from './ordering';
import { minutes, type World } from './world';

const lookEveryMs = 1_500;

/**
 * One customer, from the order to the last bite: orders, may pay ahead, may change their mind, waits, collects, gets
 * money back.
 */
export const liveThrough = async (plan: Plan, world: World): Promise<void> => {
  const placed = await placeOrder(plan, world);
  if (placed === undefined) return;
  world.board.see(placed.id, 'placed');
  if (plan.payment.ahead) await takePayment(placed.id, plan.payment.method, world);
  if (plan.end === 'called-off') await callOffAtOnce(placed, world);
  const end = await follow(plan, placed, world);
  if (end === 'cancelled') await giveBack(placed.id, plan.payment.method, world);
  if (end === 'delivered') await complain(plan, placed, world);
};

/** Too late is no harm: then the order is made and delivered. */
const callOffAtOnce = async ({ id, key, trackingToken }: OwnOrder, { http }: World): Promise<void> => {
  await http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/cancel`,
    key: `${key}-cancel`,
    trackingToken,
    body: { reason: 'changed my mind' },
  });
};

/** Watches the order until it ends, and does what is a customer's part. Undefined when the shop closes before. */
const follow = async (plan: Plan, placed: OwnOrder, world: World): Promise<'delivered' | 'cancelled' | undefined> => {
  let staffAsked = false;
  while (!world.closing.aborted) {
    const { status, fulfilment } = await look(placed, world);
    world.board.see(placed.id, status);
    if (status === 'delivered' || status === 'cancelled') return status;
    if (!staffAsked && isToBeStopped(plan, status)) {
      staffAsked = true;
      await callOffByStaff(placed, world);
    } else if (status === 'ready' && fulfilment.type === 'pickup') {
      await minutes(world, (4 * plan.pacePercent) / 100);
      await handOverAtCounter(placed.id, plan.payment.method, world);
    }
    await pause((lookEveryMs * plan.pacePercent) / 100, world.closing);
  }
  return undefined;
};

const isToBeStopped = ({ end }: Plan, status: Order['status']): boolean =>
  end === 'stopped' ? status === 'cooking' || status === 'ready' : end === 'brought-back' && status === 'undeliverable';

const look = async ({ id, trackingToken }: OwnOrder, { http }: World): Promise<Order> => {
  const path = `/api/orders/${id}`;
  const reply = await http.call({ service: 'orders', method: 'GET', path, trackingToken });
  return expecting(order, reply, 'GET /api/orders/{id}');
};

const callOffByStaff = async ({ id, key }: OwnOrder, { http, tokens }: World): Promise<void> => {
  await http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/cancel`,
    key: `${key}-cancel-by-staff`,
    token: tokens.manager,
    body: { reason: 'the customer called' },
  });
};

/** Who had reason to complain gets some of the money back. */
const complain = async ({ goodwillPercent, payment }: Plan, { id, key }: OwnOrder, world: World): Promise<void> => {
  if (goodwillPercent === undefined) return;
  const amount = await makeAmends(id, payment.method, goodwillPercent, world);
  if (amount > 0) world.record.add({ what: 'made-amends', key, amount });
};

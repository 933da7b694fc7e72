import { z } from 'zod';
import type { Reply } from '../http/client';
import { chooseItems, type PlannedItem } from '../plan/items';
import { menu, toBeHad } from '../plan/menu';
import { markOf, type Plan } from '../plan/plan';
import { randomOf } from '../random';
import { expecting, placedOrder, type PlacedOrder, problemOf, shop } from './answers';
import type { World } from './world';

/** An order that the shop took, with the idempotency key that it was sent with. */
export interface OwnOrder extends PlacedOrder {
  readonly key: string;
}

/** What a customer asks for; another thing, or another time, when the shop cannot make it. */
interface Wish {
  readonly items: readonly PlannedItem[];
  readonly requestedFor?: string;
}

const mostTries = 5;

/** Orders what was planned, or what can be had instead. Undefined when the shop takes no such order. */
export const placeOrder = async (plan: Plan, world: World): Promise<OwnOrder | undefined> => {
  world.board.sent();
  let wish: Wish | undefined = { items: plan.items, requestedFor: await timeFor(plan, world) };
  for (let attempt = 1; wish !== undefined && attempt <= mostTries; attempt += 1) {
    const key = `${world.run}-order-${plan.n}${attempt === 1 ? '' : `-try-${attempt}`}`;
    const reply = await send(plan, wish, key, world);
    if (reply.status < 400 || reply.status >= 500) return taken(key, reply, world);
    world.record.add({ what: 'refused', key, status: reply.status, code: problemOf(reply) });
    wish = await otherWish(wish, reply, { plan, attempt }, world);
  }
  world.board.refused();
  return undefined;
};

const send = (plan: Plan, { items, requestedFor }: Wish, key: string, { http, record, run }: World): Promise<Reply> => {
  const mark = markOf(plan, run);
  record.add({ what: 'sending', key, mark, channels: [...plan.channels], requestedFor });
  const body = { customer: { ...plan.guest, name: mark }, fulfilment: plan.fulfilment, items, requestedFor };
  return http.call({ service: 'orders', method: 'POST', path: '/api/orders', key, body });
};

const taken = (key: string, reply: Reply, { record, board }: World): OwnOrder => {
  const placed = expecting(placedOrder, reply, 'POST /api/orders', 201);
  record.add({ what: 'placed', key, id: placed.id, number: placed.number });
  board.answered(reply.tookMs);
  return { ...placed, key };
};

/** What the customer asks for instead: what is not sold out, or a time that the kitchen can keep by now. */
const otherWish = async (
  wish: Wish,
  reply: Reply,
  { plan, attempt }: { readonly plan: Plan; readonly attempt: number },
  world: World,
): Promise<Wish | undefined> => {
  const code = problemOf(reply);
  if (code === 'too-soon')
    return { ...wish, requestedFor: laterThan(tooSoon.parse(reply.body).state.soonest, plan, world) };
  if (code !== 'sold-out') return undefined;
  const offered = toBeHad(await readMenu(world), soldOut.parse(reply.body).state.unavailable);
  return offered.items.some(({ kind }) => kind === 'pizza')
    ? { ...wish, items: chooseItems(offered, randomOf(plan.n, attempt)) }
    : undefined;
};

/** The first time that the order could be had. */
const tooSoon = z.object({ state: z.object({ soonest: z.iso.datetime() }) });
/** What of the order cannot be had. */
const soldOut = z.object({ state: z.object({ unavailable: z.array(z.string()) }) });

const readMenu = async ({ http }: World) =>
  expecting(menu, await http.call({ service: 'orders', method: 'GET', path: '/api/menu' }), 'GET /api/menu');

/** When an order for later is asked for: a while after the earliest time the shop names now. RFC 3339. */
const timeFor = async (plan: Plan, world: World): Promise<string | undefined> => {
  if (plan.laterMinutes === undefined) return undefined;
  const reply = await world.http.call({ service: 'orders', method: 'GET', path: '/api/shop' });
  const { leadMinutes } = expecting(shop, reply, 'GET /api/shop')[plan.fulfilment.type];
  return laterThan(new Date(Date.now() + leadMinutes * 60_000), plan, world);
};

const laterThan = (soonest: Date | string, { laterMinutes = 0 }: Plan, { speed }: World): string =>
  new Date(new Date(soonest).getTime() + (laterMinutes / speed) * 60_000).toISOString();

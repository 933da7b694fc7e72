import { orderPage, type Order } from './answers';
import { takePayment } from './counter';
import { everyPage } from './pages';
import { keepLooking, minutes, type World } from './world';

const couriers = 8;
const bag = 4;
const lookEveryMs = 500;
const rideMinutes = 4;
const betweenDoorsMinutes = 1;

/**
 * The couriers: whoever is back takes up to a bagful of what is ready, or of what came back, rides, and is paid at each
 * door. Where nobody opens, the order is brought back.
 */
export const runCouriers = async (world: World): Promise<void> => {
  const onTheWay = new Set<string>();
  const missed = new Set<string>();
  let rides = 0;
  const back = Array.from({ length: couriers }, (_, index) => `courier-${index + 1}`);

  const ride = async (courierId: string, orders: readonly Order[]): Promise<void> => {
    const number = (rides += 1);
    const taken = await asyncFilter(orders, ({ id }) => dispatch(id, { number, courierId }, world));
    if (taken.length > 0) await minutes(world, rideMinutes);
    for (const order of taken) {
      await minutes(world, betweenDoorsMinutes);
      if (world.closing.aborted) break;
      if (missed.has(order.id) || !isMissed(order, world)) await handOverAtDoor(order.id, world);
      else {
        await bringBack(order.id, world);
        missed.add(order.id);
      }
    }
    for (const { id } of orders) onTheWay.delete(id);
    back.push(courierId);
  };

  await keepLooking(world, lookEveryMs, async (begin) => {
    const cameBack = (await ordersThatAre('undeliverable', world)).filter((order) => !isGivenUp(order, world));
    const ready = [...(await ordersThatAre('ready', world)), ...cameBack].filter(
      ({ id, fulfilment }) => fulfilment.type === 'delivery' && !onTheWay.has(id),
    );
    // The lists are newest first; the oldest leaves first.
    ready.reverse();
    while (ready.length > 0 && back.length > 0) {
      const orders = ready.splice(0, bag);
      for (const { id } of orders) onTheWay.add(id);
      begin(ride(back.shift() ?? '', orders));
    }
  });
};

const isGivenUp = ({ customer }: Order, { plans }: World): boolean => plans.get(customer.name)?.end === 'brought-back';

/** Whether nobody opens the door the first time. */
const isMissed = (order: Order, world: World): boolean =>
  isGivenUp(order, world) || world.plans.get(order.customer.name)?.missed === true;

const ordersThatAre = (status: 'ready' | 'undeliverable', { http, tokens }: World): Promise<Order[]> =>
  everyPage(
    http,
    { service: 'orders', token: tokens.courier },
    `/api/orders?limit=100&status=${status}`,
    orderPage,
    ({ items, nextCursor }) => ({ entries: items, nextCursor }),
  );

/** False when the order was called off, or another courier was quicker. */
const dispatch = async (
  id: string,
  { number, courierId }: { readonly number: number; readonly courierId: string },
  { http, tokens, run }: World,
): Promise<boolean> => {
  const reply = await http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/dispatch`,
    key: `${run}-ride-${number}-${id}`,
    token: tokens.courier,
    body: { courierId },
  });
  return reply.status === 200;
};

const handOverAtDoor = async (id: string, world: World): Promise<void> => {
  await takePayment(id, 'cash', world);
  await world.http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/deliver`,
    key: `${world.run}-deliver-${id}`,
    token: world.tokens.courier,
  });
};

const bringBack = async (id: string, { http, tokens, run }: World): Promise<void> => {
  await http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/undeliverable`,
    key: `${run}-back-${id}`,
    token: tokens.courier,
    body: { reason: 'nobody opened the door' },
  });
};

const asyncFilter = async <T>(all: readonly T[], keep: (one: T) => Promise<boolean>): Promise<readonly T[]> => {
  const kept = await Promise.all(all.map(keep));
  return all.filter((_, index) => kept[index]);
};

import { orderPage, type Order } from './answers';
import { takePayment } from './counter';
import { everyPage } from './pages';
import { keepLooking, minutes, type World } from './world';

const couriers = 8;
const bag = 4;
const lookEveryMs = 500;
const rideMinutes = 4;
const betweenDoorsMinutes = 1;

/** The couriers: whoever is back takes up to a bagful of what is ready, rides, and is paid at each door. */
export const runCouriers = async (world: World): Promise<void> => {
  const onTheWay = new Set<string>();
  const back = Array.from({ length: couriers }, (_, index) => `courier-${index + 1}`);
  const ended: Promise<void>[] = [];

  const ride = async (courierId: string, orders: readonly Order[]): Promise<void> => {
    const taken = await asyncFilter(orders, ({ id }) => dispatch(id, courierId, world));
    if (taken.length > 0) await minutes(world, rideMinutes);
    for (const { id } of taken) {
      await minutes(world, betweenDoorsMinutes);
      if (!world.closing.aborted) await handOverAtDoor(id, world);
    }
    for (const { id } of orders) onTheWay.delete(id);
    back.push(courierId);
  };

  await keepLooking(world, lookEveryMs, async () => {
    const ready = (await ordersReady(world)).filter(
      ({ id, fulfilment }) => fulfilment.type === 'delivery' && !onTheWay.has(id),
    );
    // The list is newest first; the oldest leaves first.
    ready.reverse();
    while (ready.length > 0 && back.length > 0) {
      const orders = ready.splice(0, bag);
      for (const { id } of orders) onTheWay.add(id);
      ended.push(ride(back.shift() ?? '', orders));
    }
  });
  await Promise.all(ended);
};

const ordersReady = ({ http, tokens }: World): Promise<Order[]> =>
  everyPage(
    http,
    { service: 'orders', token: tokens.courier },
    '/api/orders?limit=100&status=ready',
    orderPage,
    ({ items, nextCursor }) => ({ entries: items, nextCursor }),
  );

/** False when the order was called off, or another courier was quicker. */
const dispatch = async (id: string, courierId: string, { http, tokens, run }: World): Promise<boolean> => {
  const reply = await http.call({
    service: 'orders',
    method: 'POST',
    path: `/api/orders/${id}/dispatch`,
    key: `${run}-dispatch-${id}`,
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

const asyncFilter = async <T>(all: readonly T[], keep: (one: T) => Promise<boolean>): Promise<readonly T[]> => {
  const kept = await Promise.all(all.map(keep));
  return all.filter((_, index) => kept[index]);
};

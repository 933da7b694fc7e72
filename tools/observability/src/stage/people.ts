import { randomUUID } from 'node:crypto';
import { until } from '@pizzeria/local';
import type { Stage } from './stage';

const patienceMs = 60_000;

const anOrder = (phone?: string) => ({
  customer: { name: 'Ada', ...(phone ? { phone } : {}), email: 'ada@example.com' },
  fulfilment: { type: 'pickup' },
  items: [{ sku: 'margherita', size: 'large', quantity: 1 }],
});

/** A customer orders; answers the order's id, or the status of a refusal. */
export const order = async ({ call }: Stage, phone?: string): Promise<string | number> => {
  const { status, body } = await call('orders')<{ id: string }>('POST', '/api/orders', {
    body: anOrder(phone),
    key: randomUUID(),
  });
  return status === 201 ? body.id : status;
};

/** One order from the counter to the customer. */
export const wholeOrder = async (stage: Stage): Promise<string> => {
  const id = await order(stage, '+14155550123');
  if (typeof id === 'number') throw new Error(`The order was refused with ${id}.`);
  const press = (service: 'kitchen' | 'orders', path: string, as: 'kitchen' | 'courier', body?: object) =>
    until(`${path} of order ${id}`, patienceMs, async () => {
      const { status } = await stage.call(service)('POST', path, { as, body });
      return status === 200 || status === 201;
    });
  await press('kitchen', `/api/kitchen/tickets/${id}/start`, 'kitchen');
  await press('kitchen', `/api/kitchen/tickets/${id}/ready`, 'kitchen');
  await press('orders', `/api/orders/${id}/deliver`, 'courier', {});
  return id;
};

/** So many at most are under way at once: who waits for an answer does not ask again. */
const mostAtOnce = 40;

/** Does something again and again, this many times a second, whatever comes of it; returns what ends it. */
export const repeatedly = (timesASecond: number, act: () => Promise<unknown>): (() => void) => {
  let underWay = 0;
  const again = async () => {
    if (underWay >= mostAtOnce) return;
    underWay += 1;
    await act().catch(() => {});
    underWay -= 1;
  };
  const timer = setInterval(() => void again(), 1_000 / timesASecond);
  return () => clearInterval(timer);
};

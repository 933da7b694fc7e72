import { until } from '@pizzeria/bus/testing';
import type { SentSpan } from '@pizzeria/telemetry/testing';
import type { WatchedPizzeria } from './watched-pizzeria';
import { courierName, zenosOrder } from './zeno';

export interface Placed {
  readonly id: string;
  readonly trackingToken: string;
}

/** Zeno orders. */
export const place = async (
  { call }: WatchedPizzeria,
  headers: Readonly<Record<string, string>> = {},
  changes: object = {},
): Promise<Placed> => {
  const { status, body } = await call('POST', '/api/orders', { body: zenosOrder(changes), headers });
  expect(status).toBe(201);
  return { id: String(body['id']), trackingToken: String(body['trackingToken']) };
};

/** A cook makes the order, a courier brings it and is paid. */
export const bringToTheDoor = async ({ call }: WatchedPizzeria, id: string): Promise<void> => {
  const queued = async () =>
    JSON.stringify((await call('GET', '/api/kitchen/tickets?status=queued', { as: 'kitchen' })).body);
  await until('the kitchen may start', async () => (await queued()).includes(id));
  for (const button of ['start', 'ready'])
    expect((await call('POST', `/api/kitchen/tickets/${id}/${button}`, { as: 'kitchen' })).status).toBe(200);
  const status = async () => (await call('GET', `/api/orders/${id}`, { as: 'manager' })).body['status'];
  await until('the order is ready', async () => (await status()) === 'ready');
  const payment = { method: 'cash', amount: { amount: 3198, currency: 'USD' } };
  const steps = { dispatch: { courierName }, deliver: {}, payments: payment };
  for (const [step, body] of Object.entries(steps))
    expect((await call('POST', `/api/orders/${id}/${step}`, { as: 'courier', body })).status).toBeLessThan(300);
};

/** The dead letters of notifications. */
export const deadLetters = async ({
  call,
}: WatchedPizzeria): Promise<readonly { readonly id: string; readonly reason: string }[]> => {
  const { body } = await call('GET', '/api/operations/notifications/dead-letters', { as: 'manager' });
  return body['items'] as readonly { readonly id: string; readonly reason: string }[];
};

/** Every try at handling that this order was placed, oldest first. */
export const tries = ({ traceOf }: WatchedPizzeria, id: string, queue: string): readonly SentSpan[] =>
  traceOf(id)
    .filter(
      ({ attributes }) =>
        attributes['messaging.destination.name'] === queue && attributes['pizzeria.event'] === 'order.placed',
    )
    .toSorted((a, b) => a.start - b.start);

/** The spans that this one is linked to in this way. */
export const linksOf = ({ links }: SentSpan, kind: string): readonly string[] =>
  links.filter(({ attributes }) => attributes['pizzeria.link'] === kind).map(({ spanId }) => spanId);

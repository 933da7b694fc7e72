import { until } from '@pizzeria/bus/testing';
import { queueNameOf } from '@pizzeria/bus';
import { definitions } from './start-pizzeria';
import { openPizzeria, type TestPizzeria } from './testing/open-pizzeria';
import { anOrder, type PlacedOrder } from './testing/orders';

/** What happens to an order that is delivered and paid. */
const path = [
  'order.placed',
  'inventory.reserved',
  'order.cooking-started',
  'order.ready',
  'order.out-for-delivery',
  'order.delivered',
  'payment.processed',
  'notification.sent',
];

/** Every queue that handles an event of the path, with that event, as `docs/EVENTS.md` lists them. */
const handlers = definitions.flatMap(({ name, subscriptions }) =>
  Object.entries(
    subscriptions as Readonly<Record<string, { handlers: readonly { event: { name: string } }[] }>>,
  ).flatMap(([subscription, { handlers: all }]) =>
    all
      .filter(({ event }) => path.includes(event.name))
      .map(({ event }) => `${event.name} in ${queueNameOf(name, subscription)}`),
  ),
);

describe('an order from the first request to the door', () => {
  let pizzeria: TestPizzeria;
  beforeAll(async () => {
    pizzeria = await openPizzeria();
  });
  afterAll(() => pizzeria.close());

  it('is one trace that holds every handler on its way', async () => {
    const { call, spans } = pizzeria;
    const placed = await call<PlacedOrder>('POST', '/api/orders', { body: anOrder() });
    expect(placed).toMatchObject({ status: 201, body: { totalAmount: { amount: 3198, currency: 'USD' } } });
    const { id } = placed.body;
    const order = async () => (await call('GET', `/api/orders/${id}`, { as: 'manager' })).body;
    const press = (button: string) => call('POST', `/api/kitchen/tickets/${id}/${button}`, { as: 'kitchen' });
    const queued = async () =>
      (await call<{ tickets: object[] }>('GET', '/api/kitchen/tickets?status=queued', { as: 'kitchen' })).body.tickets;
    // A cook presses what the display shows: a press before would belong to no order's trace yet.
    await until('the kitchen may start', async () => (await queued()).length === 1);
    expect((await press('start')).status).toBe(200);
    expect((await press('ready')).status).toBe(200);
    await until('the order is ready', async () => (await order())['status'] === 'ready');
    for (const step of ['dispatch', 'deliver'])
      expect((await call('POST', `/api/orders/${id}/${step}`, { as: 'courier', body: {} })).status).toBe(200);
    const payment = { method: 'cash', amount: { amount: 3198, currency: 'USD' } };
    await call('POST', `/api/orders/${id}/payments`, { as: 'courier', body: payment });
    expect(await order()).toMatchObject({ status: 'delivered', payment: { status: 'paid' } });

    const traceOf = () =>
      spans
        .finished()
        .find(({ name }) => name === 'POST /api/orders')
        ?.spanContext().traceId;
    const seen = () =>
      spans
        .finished()
        .filter((span) => span.name.startsWith('process ') && span.spanContext().traceId === traceOf())
        .map(({ attributes }) => `${attributes['pizzeria.event']} in ${attributes['messaging.destination.name']}`);
    expect(handlers.length).toBeGreaterThan(20);
    await until('every handler has ended', () => handlers.every((handler) => seen().includes(handler)));
    expect(new Set(seen())).toEqual(new Set(handlers));
  });

  it('leaves no name, phone number, e-mail or street in any span', () => {
    const text = JSON.stringify(
      pizzeria.spans.finished().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    );
    expect(text).toContain('order.placed');
    for (const secret of ['Ada', '5550123', 'ada@example.com', 'Main St']) expect(text).not.toContain(secret);
  });
});

import { until } from '@pizzeria/bus/testing';
import { analytics } from '@pizzeria/analytics';
import { describeOnBroker } from '@pizzeria/bus-rabbitmq/testing';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import { handlersOf } from './testing/handlers';
import { openSite, type Site } from './testing/open-site';
import { anOrder, type PlacedOrder } from './testing/orders';

describeOnBroker('orders placed before any other service ever ran', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite('RabbitMQ');
  });
  afterAll(() => site.close());

  it('wait on the broker, and are handled by every service once it runs', async () => {
    const counter = await site.start(orders);
    const call = await site.serve(counter);
    const placing = Array.from({ length: 10 }, () => call<PlacedOrder>('POST', '/api/orders', { body: anOrder() }));
    const placed = (await Promise.all(placing)).map(({ body }) => body.id);
    const { sql } = await site.database('orders');
    await until('every order.placed left the outbox', async () => (await sql('outbox')).length === 0);
    expect(await sql('published')).toHaveLength(placed.length);

    await site.start(kitchen);
    await site.start(inventory);
    await site.start(notifications);
    await site.start(analytics);
    const everybody = handlersOf('order.placed', 'inventory.reserved');
    for (const id of placed) {
      await until(`everybody handled order ${id}`, async () => {
        return (await site.handled(`order/${id}`)).length >= everybody.length;
      });
      expect(await site.handled(`order/${id}`)).toEqual(everybody);
    }
  });
});

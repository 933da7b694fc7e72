import { until } from '@pizzeria/bus/testing';
import { describeOnBroker } from '@pizzeria/bus-rabbitmq/testing';
import { kitchen } from '@pizzeria/kitchen';
import { orders } from '@pizzeria/orders';
import type { Call } from '@pizzeria/service/testing';
import { withHandlers } from './testing/handlers';
import { openSite, type Site } from './testing/open-site';
import { anOrder, type PlacedOrder } from './testing/orders';

const orderCount = 60;

describeOnBroker('three kitchens on one queue', () => {
  /** Subjects of the orders that each kitchen read. */
  const readBy: Set<string>[] = [new Set(), new Set(), new Set()];
  let site: Site;
  let call: Call;
  beforeAll(async () => {
    site = await openSite('RabbitMQ');
    const kitchens = readBy.map((read) =>
      withHandlers(kitchen, (handler) =>
        handler.form === 'on'
          ? {
              ...handler,
              handle: (event, parts) => {
                read.add((event as { readonly subject: string }).subject);
                return handler.handle(event, parts);
              },
            }
          : handler,
      ),
    );
    const [counter, pass] = [await site.start(orders), await site.start(kitchens[0] ?? kitchen)];
    for (const each of kitchens.slice(1)) await site.start(each);
    call = await site.serve(counter, pass);
  });
  afterAll(() => site.close());

  it('share the orders, and write one ticket for each', async () => {
    const placing = Array.from({ length: orderCount }, () =>
      call<PlacedOrder>('POST', '/api/orders', { body: anOrder() }),
    );
    const ids = (await Promise.all(placing)).map(({ body }) => body.id).sort();
    const { sql } = await site.database('kitchen');
    const written = async () => (await sql<{ order_id: string }>('tickets')).map((ticket) => ticket.order_id).sort();
    await until('every order has a ticket', async () => (await written()).length >= orderCount);
    expect(await written()).toEqual(ids);
    expect(await sql('inbox').where({ consumer: 'kitchen.tickets' })).toHaveLength(orderCount);
    for (const read of readBy) expect(read.size).toBeGreaterThanOrEqual(1);
    const shares = readBy.map(({ size }) => size);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(orderCount);
    process.stdout.write(`Of ${orderCount} orders the three kitchens read ${shares.join(', ')}.\n`);
  });
});

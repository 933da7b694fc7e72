import { until } from '@pizzeria/bus/testing';
import { describeOnBroker, freePort, TcpProxy } from '@pizzeria/bus-rabbitmq/testing';
import { testDatabase, type TestDatabase } from '@pizzeria/postgres/testing';
import { anOrder, type PlacedOrder } from './testing/orders';
import { startApp, type AppProcess } from './testing/service-process';
import { openShopHost, type ShopHost } from './testing/service-users';

const readiness = async (port: number): Promise<number> => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;

describeOnBroker('the orders service, started before database and broker', () => {
  let place: ShopHost;
  let data: TestDatabase;
  let database: TcpProxy;
  let broker: TcpProxy;
  let orders: AppProcess | undefined;
  beforeAll(async () => {
    place = await openShopHost();
    data = await testDatabase({ name: 'orders waits', owned: true });
    [database, broker] = [await TcpProxy.before(data.url), await TcpProxy.before(place.urlOf('orders'))];
    database.refuse();
    broker.refuse();
  });
  afterAll(async () => {
    orders?.stop();
    await orders?.ended;
    await Promise.all([database.close(), broker.close()]);
    await place.host.remove();
    await data.drop();
  });

  it('waits for the database, saying so once; without its broker it takes orders, which leave when that is there', async () => {
    // Its queues and exchanges bear the names of the real shop.
    if (!place.host.own) return;
    const managementPort = await freePort();
    orders = startApp('orders', {
      MANAGEMENT_PORT: String(managementPort),
      ISSUER_URL: 'https://identity.example.com/',
      ISSUER_KEYS_URL: 'file:///nowhere/jwks.json',
      DATABASE_URL: database.url,
      RABBITMQ_URL: broker.url,
    });
    await orders.says(/Waiting for the database at /);
    await until('it tried the database again', () => database.refused > 2);
    expect(await readiness(managementPort)).toBe(503);
    database.pass();
    await orders.says(/The database at \S+ answers now/);
    const serves = await orders.says(/^.*orders serves.*$/m);
    await orders.says(/broker is away/);
    const { port } = JSON.parse(serves[0]) as { port: number };
    await until('it is ready', async () => (await readiness(managementPort)) === 200);
    const answer = await fetch(`http://127.0.0.1:${port}/api/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(anOrder()),
    });
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as PlacedOrder;
    const event = (table: string) => data.database.sql(table).where({ subject: `order/${id}` });
    expect(await event('outbox')).toHaveLength(1);
    const metrics = async () => (await fetch(`http://127.0.0.1:${managementPort}/metrics`)).text();
    for (const role of ['publish', 'consume'])
      expect(await metrics()).toMatch(new RegExp(`^pizzeria_bus_connected\\{role="${role}".*\\} 0$`, 'm'));
    await until('it tried the broker again', () => broker.refused > 4);
    broker.pass();
    await until('its event left', async () => (await event('published')).length === 1);
    await until('it is subscribed to all of its queues', async () => {
      const subscribed = [...(await metrics()).matchAll(/^pizzeria_bus_subscribed\{.*\} (\d)$/gm)].map(([, is]) => is);
      return subscribed.length > 0 && subscribed.every((is) => is === '1');
    });
    expect(orders.output().match(/Waiting for the database/g)).toHaveLength(1);
  });
});

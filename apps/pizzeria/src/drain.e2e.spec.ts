import { until } from '@pizzeria/bus/testing';
import { createEvent, uuidv7Ids } from '@pizzeria/bus';
import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { countReady, describeOnBroker, freePort } from '@pizzeria/bus-rabbitmq/testing';
import { OrderPlaced } from '@pizzeria/contracts';
import { kitchen } from '@pizzeria/kitchen';
import { orders } from '@pizzeria/orders';
import { testDatabase, type TestDatabase } from '@pizzeria/postgres/testing';
import { topologyOf } from '@pizzeria/service';
import { startApp, type AppProcess } from './testing/service-process';
import { openShopHost, type ShopHost } from './testing/service-users';

const orderCount = 120;
const queue = 'kitchen.tickets';

/** A kitchen full of orders, as a process of its own that is told to stop; the door to its tickets can be held shut. */
describeOnBroker('the kitchen, told to stop while it is busy', () => {
  let place: ShopHost;
  let data: TestDatabase;
  let managementPort: number;
  const processes: AppProcess[] = [];
  beforeAll(async () => {
    place = await openShopHost();
    data = await testDatabase({ name: 'drain', migrations: kitchen.migrations, owned: true });
    if (!place.host.own) return;
    const options = { prefix: 'pizzeria', topology: topologyOf([orders]), name: 'counter' };
    const bus = await rabbitMqBus({ ...options, url: place.urlOf(orders.name) });
    const placed = Array.from({ length: orderCount }, () => {
      const order = { ...OrderPlaced.example, orderId: uuidv7Ids.next() };
      const stamp = { id: uuidv7Ids.next(), time: new Date(), sequence: 1 };
      return bus.publish(createEvent({ event: OrderPlaced, data: order }, stamp).message);
    });
    await Promise.all(placed);
    await bus.close();
  });
  afterAll(async () => {
    for (const { kill } of processes) kill('SIGKILL');
    await Promise.all(processes.map(({ ended }) => ended));
    await place.host.remove();
    await data.drop();
  });

  const start = async (environment: Readonly<Record<string, string>> = {}): Promise<AppProcess> => {
    managementPort = await freePort();
    const started = startApp('kitchen', {
      MANAGEMENT_PORT: String(managementPort),
      ISSUER_URL: 'https://identity.example.com/',
      ISSUER_KEYS_URL: 'file:///nowhere/jwks.json',
      DATABASE_URL: data.url,
      RABBITMQ_URL: place.urlOf(kitchen.name),
      ...environment,
    });
    processes.push(started);
    await started.says(/kitchen serves/);
    return started;
  };
  let openTheDoor = (): Promise<void> => Promise.resolve();
  afterEach(() => openTheDoor());
  /** Nobody writes a ticket until the door is opened. */
  const shutTheDoor = async (): Promise<void> => {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    let isShut: () => void = () => undefined;
    const shut = new Promise<void>((resolve) => (isShut = resolve));
    const holding = data.database.transaction(async () => {
      await data.database.sql.raw('LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE');
      isShut();
      await opened;
    });
    openTheDoor = () => (open(), holding);
    await shut;
  };
  /** How many wait in the queue and in nobody's hand. */
  const ready = () => countReady(place.host.url, queue);
  const handled = async () => (await data.database.sql('inbox').where({ consumer: queue })).length;
  const readiness = async () => (await fetch(`http://127.0.0.1:${managementPort}/readyz`)).status;

  it('is not ready any more, takes nothing more, hands back what it has not begun, finishes what it has, and ends well', async () => {
    if (!place.host.own) return;
    await shutTheDoor();
    const running = await start();
    await until('its hands are full', async () => (await ready()) === orderCount - 32);
    expect(await readiness()).toBe(200);
    running.kill('SIGTERM');
    await until('it is not ready', async () => (await readiness()) === 503);
    await until('what it has not begun is back', async () => (await ready()) === orderCount - 16);
    expect(await handled()).toBe(0);
    await openTheDoor();
    expect(await running.ended).toBe(0);
    expect(await handled()).toBe(16);
    await until('all the rest is queued', async () => (await ready()) === orderCount - 16);
  });

  it('aborts what does not finish in time, hands it back, and ends well', async () => {
    if (!place.host.own) return;
    await shutTheDoor();
    const running = await start({ DRAIN_SECONDS: '1' });
    await until('its hands are full', async () => (await ready()) === orderCount - 16 - 32);
    running.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    await openTheDoor();
    await until('all the rest is queued', async () => (await ready()) === orderCount - 16);
    expect(await handled()).toBe(16);
    expect(await data.database.sql('dead_letters')).toEqual([]);
  });

  it('has lost and doubled nothing when the next one has finished', async () => {
    if (!place.host.own) return;
    const running = await start();
    await until('every order is handled', async () => (await handled()) === orderCount);
    running.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(await data.database.sql('tickets')).toHaveLength(orderCount);
    await until('all the rest is queued', async () => (await ready()) === 0);
  });
});

import { until } from '@pizzeria/bus/testing';
import { BusUnavailable } from '@pizzeria/bus';
import { connect, type Channel } from 'amqplib';
import { BusMisconfigured, declareTopology, TopologyDrifted } from '.';
import { declareObjects, type DeclareMode } from './declare';
import { brokerObjects } from './topology';
import { describeOnBroker, TcpProxy, testBrokerUrl, testVirtualHost, type TestVirtualHost } from './testing';
import { keeping, KeptLog, letter, TestBuses, topologyOfOne } from './testing/test-bus';

// `rabbitmqctl` takes its time to start, and each of these calls it several times.
jest.setTimeout(90_000);

describeOnBroker('declaring the topology', () => {
  let place: TestVirtualHost;
  const buses = new TestBuses();
  const declare = (options: Partial<Parameters<typeof declareTopology>[2]> = {}, url = place.url) =>
    declareTopology(url, topologyOfOne(place.queueName('counter.orders')), { prefix: place.prefix, ...options });
  const withChannel = async <T>(use: (channel: Channel) => Promise<T>): Promise<T> => {
    const operator = await connect(place.url);
    try {
      return await use(await operator.createChannel());
    } finally {
      await operator.close();
    }
  };

  beforeEach(async () => {
    place = await testVirtualHost(testBrokerUrl());
  });
  afterEach(async () => {
    await buses.closeAll();
    await place.remove();
  });

  it('gives every object its name and arguments, and finds all of them the second time', async () => {
    if (!place.own) return;
    const { made } = await declare();
    expect(made).toHaveLength(10);
    const listed = await place.ctl(
      '--vhost',
      place.vhost,
      'list_queues',
      'name',
      'type',
      'arguments',
      '--formatter',
      'json',
    );
    const queues = (JSON.parse(listed) as { name: string; type: string; arguments: unknown[][] }[]).map(
      ({ name, arguments: given, type }) => [
        name,
        { type, ...Object.fromEntries(given.map(([key, , value]) => [key, value])) },
      ],
    );
    const quorum = { type: 'quorum', 'x-queue-type': 'quorum' };
    const safe = {
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
      'x-dead-letter-exchange': 'shop.queues',
    };
    expect(Object.fromEntries(queues)).toEqual({
      'counter.orders': {
        ...quorum,
        ...safe,
        'x-dead-letter-routing-key': 'counter.orders.dlq',
        'x-delivery-limit': 1_000,
      },
      'counter.orders.dlq': { ...quorum, 'x-delivery-limit': 1_000_000 },
      'shop.delay.50': { ...quorum, ...safe, 'x-message-ttl': 50, 'x-delivery-limit': 1_000_000 },
      'shop.delay.100': { ...quorum, ...safe, 'x-message-ttl': 100, 'x-delivery-limit': 1_000_000 },
      'shop.delay.200': { ...quorum, ...safe, 'x-message-ttl': 200, 'x-delivery-limit': 1_000_000 },
    });
    await expect(declare({ strict: true })).resolves.toMatchObject({ made: [], drifted: [], refused: [] });
  });

  it('binds every subscription to its events and every queue to its own name', async () => {
    if (!place.own) return;
    await declare();
    const rows = await place.ctl(
      '--vhost',
      place.vhost,
      'list_bindings',
      'source_name',
      'routing_key',
      'destination_name',
    );
    const bindings = rows
      .split('\n')
      .filter((row) => row.startsWith('shop.'))
      .map((row) => row.replace(/\t/g, ' '));
    expect(bindings.sort()).toEqual([
      'shop.delay.100 # shop.delay.100',
      'shop.delay.200 # shop.delay.200',
      'shop.delay.50 # shop.delay.50',
      'shop.events order.placed.# counter.orders',
      'shop.queues counter.orders counter.orders',
      'shop.queues counter.orders.dlq counter.orders.dlq',
    ]);
  });

  it('goes on with what is there when its parameters differ, says so, and fails only where strictness is asked for', async () => {
    const queue = place.queueName('counter.orders');
    await declare();
    await withChannel(async (channel) => {
      await channel.deleteQueue(`${queue}.dlq`);
      await channel.assertQueue(`${queue}.dlq`, { durable: true });
    });
    const log = new KeptLog();
    const { drifted, found } = await declare({ log });
    expect(drifted).toEqual([{ object: `queue ${queue}.dlq`, detail: expect.stringContaining('inequivalent arg') }]);
    expect(log.lines).toEqual(['the broker holds this with other parameters']);
    expect(found).toContain(`queue ${queue}`);
    await expect(declare({ strict: true })).rejects.toThrow(TopologyDrifted);
    const said = new KeptLog();
    const bus = await buses.open(place, { log: said });
    await expect(bus.publish(letter(1))).resolves.toEqual({ routed: true });
    for (let time = 0; time < 2; time += 1) await (await bus.consume(queue, { prefetch: 1 }, keeping().receive)).stop();
    expect(bus.counters.topologyDrift).toBe(1);
    expect(said.lines.filter((line) => line === 'the broker holds this with other parameters')).toHaveLength(1);
    for (const whenAway of ['wait', 'go-on'] as const)
      await expect(buses.open(place, { strict: true, whenAway })).rejects.toThrow(TopologyDrifted);
  });

  it('makes what is missing though two declare it at the same time', async () => {
    const reports = await Promise.all([declare(), declare(), declare()]);
    const made = reports.flatMap((report) => report.made);
    expect(new Set(made).size).toBe(10);
    expect(reports.flatMap(({ drifted, refused }) => [...drifted, ...refused])).toEqual([]);
  });

  it('says what a user may not declare; a bus of that user uses what others have declared', async () => {
    if (!place.own) return;
    const user = place.vhost;
    await place.ctl('add_user', user, 'waiter');
    try {
      await place.ctl('set_permissions', '--vhost', place.vhost, user, '^counter\\.', '.*', '.*');
      const url = Object.assign(new URL(place.url), { username: user, password: 'waiter' }).href;
      await expect(declare({}, url)).rejects.toThrow(BusMisconfigured);
      await expect(declare({}, url)).rejects.toThrow(/exchange shop\.events .*ACCESS_REFUSED/);
      await declare();
      const bus = await buses.open(place, { url });
      await expect(bus.publish(letter(1))).resolves.toEqual({ routed: true });
    } finally {
      await place.ctl('delete_user', user);
    }
  });

  it('lets a service start that may declare nothing, and subscribe when its queue is declared at last', async () => {
    if (!place.own) return;
    const user = place.vhost;
    const queue = place.queueName('counter.orders');
    await place.ctl('add_user', user, 'waiter');
    try {
      await place.ctl('set_permissions', '--vhost', place.vhost, user, '^$', '.*', '.*');
      const url = Object.assign(new URL(place.url), { username: user, password: 'waiter' }).href;
      const log = new KeptLog();
      const bus = await buses.open(place, { url, whenAway: 'go-on', log });
      const kept = keeping();
      await bus.consume(queue, { prefetch: 1 }, kept.receive);
      expect(bus.subscriptions).toEqual([{ queue, subscribed: false }]);
      const tried = /could not subscribe: .*NOT_FOUND.*the topology must be declared first/;
      await until('a first try', () => tried.test(log.lines.join()));
      await expect(bus.publish(letter('too early'))).rejects.toThrow(BusUnavailable);
      await declare();
      await until('the subscription', () => bus.subscriptions.every(({ subscribed }) => subscribed));
      await until('a delivery', async () => {
        await bus.publish(letter('in time')).catch(() => {});
        return kept.ids.includes('letter-in time');
      });
      expect(bus.counters.topologyDrift).toBe(0);
    } finally {
      await place.ctl('delete_user', user);
    }
  });

  it('asks the broker once for each kind of what it may not look at, not at every reconnect', async () => {
    if (!place.own) return;
    await declare();
    const user = place.vhost;
    await place.ctl('add_user', user, 'waiter');
    await place.ctl('set_permissions', '--vhost', place.vhost, user, '^$', '.*', '^counter\\.');
    const { hostname, port } = new URL(place.url);
    const model = await connect({ hostname, port: Number(port), username: user, password: 'waiter', vhost: user });
    try {
      const channels = jest.spyOn(model, 'createChannel');
      const mode: DeclareMode = { compare: true, closed: new Set() };
      const objects = brokerObjects(place.prefix, topologyOfOne('counter.orders'));
      const first = await declareObjects(model, objects, mode);
      const asked = channels.mock.calls.length;
      expect(asked).toBe(1 + new Set(objects.map(({ kind }) => kind)).size);
      expect(await declareObjects(model, objects, mode)).toEqual(first);
      expect(channels.mock.calls.length - asked).toBe(1);
      expect(first).toMatchObject({ made: [], refused: [], drifted: [] });
    } finally {
      await model.close();
      await place.ctl('delete_user', user);
    }
  });

  it('comes to an end though the connection is lost while its last channel closes', async () => {
    await declare();
    const proxy = await TcpProxy.before(place.url);
    const model = await connect(proxy.url);
    model.on('error', () => {});
    try {
      const create = model.createChannel.bind(model);
      jest.spyOn(model, 'createChannel').mockImplementation(async () => {
        const channel = await create();
        const close = channel.close.bind(channel);
        jest.spyOn(channel, 'close').mockImplementation(() => {
          proxy.drop();
          return close();
        });
        return channel;
      });
      const objects = brokerObjects(place.prefix, topologyOfOne(place.queueName('counter.orders')));
      const report = await declareObjects(model, objects, { compare: true });
      expect(report.found).toHaveLength(objects.length);
    } finally {
      await proxy.close();
    }
  });

  it('waits for a broker that is away as long as it is told, and no longer', async () => {
    const proxy = await TcpProxy.before(place.url);
    proxy.refuse();
    await expect(declare({}, proxy.url)).rejects.toThrow(/is away: .*Start it, or correct its address/);
    const log = new KeptLog();
    const declaring = declare({ waitMs: 20_000, log }, proxy.url);
    await until('a line', () => log.lines.length === 1);
    proxy.pass();
    expect((await declaring).made).toHaveLength(10);
    await proxy.close();
  });
});

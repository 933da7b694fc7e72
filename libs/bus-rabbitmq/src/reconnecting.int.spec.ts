import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { until } from '@pizzeria/bus/testing';
import { BusUnavailable } from '@pizzeria/bus';
import type { ChannelModel } from 'amqplib';
import { BusMisconfigured } from '.';
import { parseAddress } from './address';
import { destroy } from './connect';
import { SupervisedConnection } from './connection';
import { newCounters, silentLog } from './options';
import { ConfirmPublisher } from './publisher';
import { describeOnBroker, TcpProxy, testBrokerUrl, testVirtualHost, type TestVirtualHost } from './testing';
import { keeping, KeptLog, letter, TestBuses } from './testing/test-bus';

const withParts = (url: string, parts: Partial<Pick<URL, 'password' | 'pathname' | 'port' | 'search'>>): string =>
  Object.assign(new URL(url), parts).href;

/** As when one read of the socket brings both the channel's last answer and the end of the connection. */
const endWithFirstChannel = (model: ChannelModel): void => {
  const create = model.createConfirmChannel.bind(model);
  model.createConfirmChannel = async () => {
    const channel = await create();
    const closed = once(channel, 'close');
    destroy(model, 'ended by the test');
    await closed;
    return channel;
  };
};

describeOnBroker('a bus whose broker goes away', () => {
  let place: TestVirtualHost;
  let queue: string;
  const buses = new TestBuses();
  const proxies: TcpProxy[] = [];
  const openProxy = async (): Promise<TcpProxy> => {
    const proxy = await TcpProxy.before(place.url);
    proxies.push(proxy);
    return proxy;
  };

  beforeAll(async () => {
    place = await testVirtualHost(testBrokerUrl());
    queue = place.queueName('counter.orders');
  });
  afterEach(async () => {
    for (const proxy of proxies.splice(0)) await proxy.close();
    await buses.closeAll();
  });
  afterAll(() => place.remove());

  it('connects and subscribes again after its connections are cut, and loses nothing', async () => {
    if (!place.own) return;
    const bus = await buses.open(place);
    const kept = keeping();
    await bus.consume(queue, { prefetch: 10 }, kept.receive);
    for (const n of [1, 2, 3]) {
      await place.cutConnections();
      await until('the subscription', () => bus.counters.resubscribes === n && bus.state === 'connected');
      await bus.publish(letter(n));
    }
    await until('all letters', () => new Set(kept.ids).size === 3);
    expect(bus.counters.reconnects).toBe(6);
  });

  it('sends over the next connection when one ends before anyone listens to the channel it has just opened', async () => {
    const counters = newCounters();
    let opened = 0;
    const connection = new SupervisedConnection({
      address: parseAddress(place.url),
      name: 'test',
      log: silentLog,
      counters,
      reconnectMs: { first: 20, longest: 100 },
      changed: () => undefined,
      prepare: async (model) => {
        opened += 1;
        if (opened === 1) endWithFirstChannel(model);
      },
    });
    const limits = { window: 10, queued: 10, queuedBytes: 1_000 };
    const repair = () => Promise.resolve();
    const publisher = new ConfirmPublisher(connection, {
      limits,
      deadlineMs: 60_000,
      counters,
      log: silentLog,
      repair,
    });
    const waiting = publisher.publish({ id: '1', exchange: '', routingKey: 'nobody', body: Buffer.from('1') });
    await connection.start();
    await expect(waiting).resolves.toEqual({ routed: false });
    expect(counters).toMatchObject({ reconnects: 1, confirmed: 1, uncertain: 0, unsent: 0 });
    await publisher.close();
    await connection.close();
  });

  it('tells each state once, in order', async () => {
    const proxy = await openProxy();
    const log = new KeptLog();
    const bus = await buses.open(place, { url: proxy.url, log });
    const states: string[] = [];
    bus.onStateChange((state) => states.push(state));
    proxy.refuse();
    await until('the loss', () => bus.state === 'connecting');
    await until('a refused attempt', () => log.lines.some((line) => line.startsWith('broker is away')));
    proxy.pass();
    await until('the return', () => bus.state === 'connected');
    await bus.close();
    expect(states).toEqual(['connecting', 'connected', 'closed']);
    await proxy.close();
  });

  it('waits at start for a broker that is away, saying so once per connection', async () => {
    const proxy = await openProxy();
    proxy.refuse();
    const log = new KeptLog();
    const opening = buses.open(place, { url: proxy.url, log, reconnectMs: { first: 20, longest: 40 } });
    await until('several attempts', () => proxy.refused > 6);
    for (const line of log.lines) expect(log.lines.filter((other) => other === line).length).toBeLessThanOrEqual(2);
    expect(log.lines.join()).toContain('broker is away');
    proxy.pass();
    const bus = await opening;
    expect(bus.state).toBe('connected');
    await expect(bus.publish(letter(1))).resolves.toEqual({ routed: true });
  });

  it('can start without its broker, and connects and subscribes by itself when that comes', async () => {
    const proxy = await openProxy();
    proxy.refuse();
    const bus = await buses.open(place, { url: proxy.url, whenAway: 'go-on' });
    expect(bus.state).toBe('connecting');
    const kept = keeping();
    const consumer = await bus.consume(queue, { prefetch: 1 }, kept.receive);
    expect(bus.subscriptions).toEqual([{ queue, subscribed: false }]);
    expect(bus.connections).toEqual([
      { role: 'publish', state: 'connecting' },
      { role: 'consume', state: 'connecting' },
    ]);
    proxy.pass();
    await until('the subscription', () => bus.subscriptions.every(({ subscribed }) => subscribed));
    await bus.publish(letter('at last'));
    await until('the delivery', () => kept.ids.includes('letter-at last'));
    await consumer.stop();
    expect(bus.subscriptions).toEqual([]);
  });

  it('can start without its broker while the network swallows everything', async () => {
    const proxy = await openProxy();
    proxy.blackHole();
    const bus = await buses.open(place, { url: proxy.url, whenAway: 'go-on' });
    expect(bus.state).toBe('connecting');
    await bus.consume(queue, { prefetch: 1 }, keeping().receive);
  });

  it('does not go on without a broker that answers and refuses it', async () => {
    const url = withParts(place.url, { password: 'wrong' });
    await expect(buses.open(place, { url, whenAway: 'go-on' })).rejects.toThrow(BusMisconfigured);
  });

  it('notices by the heartbeat that nothing comes any more, and takes its messages again elsewhere', async () => {
    const proxy = await openProxy();
    const bus = await buses.open(place, { url: withParts(proxy.url, { search: '?heartbeat=1' }) });
    const kept = keeping(({ redelivered }) => (redelivered ? { kind: 'ack' } : new Promise(() => {})));
    await bus.consume(queue, { prefetch: 10 }, kept.receive);
    // Not by that bus: with so quick a heartbeat a busy machine may take its connection for lost at any time.
    await (await buses.open(place)).publish(letter('in hand'));
    await until('the delivery', () => kept.ids.includes('letter-in hand'));
    proxy.blackHole();
    await until('the loss', () => bus.state === 'connecting');
    proxy.drop();
    proxy.pass();
    const again = () => kept.deliveries.filter(({ id, redelivered }) => id === 'letter-in hand' && redelivered);
    await until('the redelivery', () => again().length === 1);
  });

  it('closes in a few seconds though the network swallows everything', async () => {
    const proxy = await openProxy();
    const bus = await buses.open(place, { url: proxy.url, confirmDeadlineMs: 500 });
    await bus.consume(queue, { prefetch: 10 }, keeping().receive);
    proxy.blackHole();
    const lost = bus.publish(letter('lost'));
    const started = performance.now();
    await Promise.all([bus.close(), expect(lost).rejects.toThrow(BusUnavailable)]);
    // The heartbeat would notice after 20 s.
    expect(performance.now() - started).toBeLessThan(12_000);
    expect(bus.state).toBe('closed');
  });

  it.each([
    ['no URL', () => 'localhost', /amqp:\/\/user:password@host:5672\/vhost/],
    ['another protocol', () => 'http://127.0.0.1:5672', /amqp:\/\/user:password@host:5672\/vhost/],
    ['a wrong password', () => withParts(place.url, { password: 'wrong' }), /check user and password.*ACCESS_REFUSED/],
    [
      'a virtual host that is not there',
      () => withParts(place.url, { pathname: '/nowhere' }),
      /nowhere.*virtual host exists/,
    ],
  ])('says at once what is wrong with %s', async (_case, url, message) => {
    const opening = buses.open(place, { url: url() });
    const error: unknown = await opening.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BusMisconfigured);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain('wrong@');
  });

  it('keeps waiting for an address where something else than a broker answers', async () => {
    const hangUp = createServer((socket) => socket.end('SSH-2.0\r\n')).listen(0, '127.0.0.1');
    await once(hangUp, 'listening');
    const { port } = hangUp.address() as AddressInfo;
    const log = new KeptLog();
    const url = withParts(place.url, { port: String(port) });
    const bus = await buses.open(place, { url, log, whenAway: 'go-on' });
    await until('a line', () => log.lines.some((line) => line.startsWith('broker is away')));
    expect(bus.state).toBe('connecting');
    await bus.close();
    hangUp.close();
  });
});

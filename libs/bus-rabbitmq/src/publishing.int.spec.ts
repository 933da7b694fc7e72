import { until } from '@pizzeria/bus/testing';
import { connect } from 'amqplib';
import { BusUnavailable, MessageRefused } from '@pizzeria/bus';
import { describeOnBroker, TcpProxy, testBrokerUrl, testVirtualHost, type TestVirtualHost } from './testing';
import { keeping, letter, TestBuses } from './testing/test-bus';

const everyone = (count: number) => Array.from({ length: count }, (_, n) => n);

describeOnBroker('publishing', () => {
  let place: TestVirtualHost;
  let queue: string;
  const buses = new TestBuses();
  const proxies: TcpProxy[] = [];

  const open = (options: Parameters<TestBuses['open']>[1] = {}) => buses.open(place, options);
  const openThroughProxy = async (options: Parameters<TestBuses['open']>[1] = {}) => {
    const proxy = await TcpProxy.before(place.url);
    proxies.push(proxy);
    return { proxy, bus: await open({ url: proxy.url, ...options }) };
  };
  const waitingIn = async (name: string): Promise<number> => {
    const operator = await connect(place.url);
    const { messageCount } = await (await operator.createChannel()).checkQueue(name);
    await operator.close();
    return messageCount;
  };

  beforeAll(async () => {
    place = await testVirtualHost(testBrokerUrl());
    queue = place.queueName('counter.orders');
  });
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
    await buses.closeAll();
    const operator = await connect(place.url);
    await (await operator.createChannel()).deleteQueue(queue);
    await operator.close();
  });
  afterAll(() => place.remove());

  it('reports an event that no queue is bound for, beside events that have one', async () => {
    const bus = await open();
    const results = await Promise.all([
      bus.publish(letter(1)),
      bus.publish(letter(2, 'oven.cleaned.v1')),
      bus.publish(letter(2)),
    ]);
    expect(results).toEqual([{ routed: true }, { routed: false }, { routed: true }]);
    expect(bus.counters).toMatchObject({ confirmed: 3, unroutable: 1 });
  });

  it('refuses an event too large for the wire before anything is sent', async () => {
    const bus = await open();
    await expect(bus.publish(letter(1, 'order.placed.v1', 70_000))).rejects.toThrow(MessageRefused);
    expect(bus.counters.confirmed).toBe(0);
  });

  it('never has more than 256 messages unconfirmed, and stores every one of 3000 published side by side', async () => {
    const bus = await open();
    let most = 0;
    const all = everyone(3_000).map((n) => bus.publish(letter(n)).then(() => (most = Math.max(most, bus.unconfirmed))));
    most = bus.unconfirmed;
    await Promise.all(all);
    expect(most).toBe(256);
    expect(bus.unconfirmed).toBe(0);
    await until('3000 in the queue', async () => (await waitingIn(queue)) === 3_000);
  });

  it('is more than three times as fast with a window of 256 as with a window of 1, on a network that takes 5 ms', async () => {
    const rate = async (window: number, count: number): Promise<number> => {
      const { proxy, bus } = await openThroughProxy({ window });
      proxy.slow(5);
      await bus.publish(letter('first'));
      const started = performance.now();
      await Promise.all(everyone(count).map((n) => bus.publish(letter(n, 'order.placed.v1', 400))));
      return (count / (performance.now() - started)) * 1_000;
    };
    const wide = await rate(256, 2_000);
    const narrow = await rate(1, 200);
    process.stdout.write(`published per second: window 256: ${wide.toFixed(0)}, window 1: ${narrow.toFixed(0)}\n`);
    expect(wide / narrow).toBeGreaterThan(3);
  });

  it('finds the one message the broker refuses and stores all that were under way beside it', async () => {
    if (!place.own) return process.stderr.write('!!! permissions are not tested without a virtual host !!!\n');
    const bus = await open();
    await place.ctl('add_user', place.vhost, 'baker');
    await place.ctl('set_permissions', '--vhost', place.vhost, place.vhost, '.*', '.*', '.*');
    await place.ctl('set_topic_permissions', '--vhost', place.vhost, place.vhost, 'shop.events', '^order\\.', '.*');
    try {
      const url = new URL(place.url);
      url.username = place.vhost;
      url.password = 'baker';
      const baker = await open({ url: url.href });
      const results = await Promise.allSettled(
        everyone(40).map((n) => baker.publish(letter(n, n === 17 ? 'payment.processed.v1' : 'order.placed.v1'))),
      );
      const refused = results.flatMap((result, n) => (result.status === 'rejected' ? [{ n, why: result.reason }] : []));
      expect(refused).toEqual([{ n: 17, why: expect.any(MessageRefused) }]);
      const kept = keeping();
      await bus.consume(queue, { prefetch: 100 }, kept.receive);
      await until('39 different letters', () => new Set(kept.ids).size === 39);
    } finally {
      await place.ctl('delete_user', place.vhost);
    }
  });

  it('calls a message uncertain when no confirm comes in time, and sends again over a new connection', async () => {
    const { proxy, bus } = await openThroughProxy({ confirmDeadlineMs: 4_000 });
    await bus.publish(letter(1));
    proxy.blackHole();
    const unconfirmed: unknown = await bus.publish(letter(2)).catch((error: unknown) => error);
    expect(unconfirmed).toBeInstanceOf(BusUnavailable);
    // Not by a connection whose heartbeat was missed.
    expect(unconfirmed).toMatchObject({ message: expect.stringContaining('no confirm within 4000 ms') });
    proxy.refuse();
    proxy.pass();
    await until('a new connection', () => bus.state === 'connected' && bus.counters.reconnects >= 1);
    await expect(bus.publish(letter(2))).resolves.toEqual({ routed: true });
    expect(bus.counters).toMatchObject({ uncertain: 1, confirmed: 2 });
  });

  it('keeps messages while the broker is away only up to a number and a time', async () => {
    const { proxy, bus } = await openThroughProxy({ confirmDeadlineMs: 400, queueLimit: 3 });
    proxy.refuse();
    await until('the loss', () => bus.state === 'connecting');
    const waiting = everyone(3).map((n) => bus.publish(letter(n)));
    const kept = Promise.allSettled(waiting);
    await expect(bus.publish(letter('too many'))).rejects.toThrow(/3 messages already wait/);
    expect((await kept).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(bus.counters).toMatchObject({ unsent: 3, uncertain: 0 });
  });

  it('sends what waited while the broker was away for a moment', async () => {
    const { proxy, bus } = await openThroughProxy();
    proxy.refuse();
    await until('the loss', () => bus.state === 'connecting');
    const waiting = bus.publish(letter(1));
    proxy.pass();
    await expect(waiting).resolves.toEqual({ routed: true });
    await until('one in the queue', async () => (await waitingIn(queue)) === 1);
  });

  it('refuses to publish once it is closed, after the confirms under way', async () => {
    const bus = await open();
    const last = bus.publish(letter(1));
    await bus.close();
    await expect(last).resolves.toEqual({ routed: true });
    await expect(bus.publish(letter(2))).rejects.toThrow(BusUnavailable);
    expect(bus.state).toBe('closed');
  });
});

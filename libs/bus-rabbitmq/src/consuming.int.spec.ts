import { until } from '@pizzeria/bus/testing';
import { connect, type Channel } from 'amqplib';
import type { Settlement } from '@pizzeria/bus';
import { describeOnBroker, testBrokerUrl, testVirtualHost, type TestVirtualHost } from './testing';
import { keeping, letter, TestBuses } from './testing/test-bus';

const acked: Settlement = { kind: 'ack' };

describeOnBroker('a subscription', () => {
  let place: TestVirtualHost;
  let queue: string;
  let deadLetters: string;
  const buses = new TestBuses();

  const open = () => buses.open(place);
  /** An operator at work, on a connection of its own. */
  const withChannel = async <T>(use: (channel: Channel) => Promise<T>): Promise<T> => {
    const operator = await connect(place.url);
    const channel = await operator.createChannel();
    try {
      const result = await use(channel);
      // The connection's end would overtake what the channel still has to say.
      await channel.close();
      return result;
    } finally {
      await operator.close();
    }
  };

  beforeAll(async () => {
    place = await testVirtualHost(testBrokerUrl());
    queue = place.queueName('counter.orders');
    deadLetters = `${queue}.dlq`;
  });
  afterEach(async () => {
    await buses.closeAll();
    await withChannel(async (channel) => {
      await channel.deleteQueue(queue);
      await channel.deleteQueue(deadLetters);
    });
  });
  afterAll(() => place.remove());

  it('receives an event as it was published, with a body that may be kept', async () => {
    const bus = await open();
    const kept = keeping();
    await bus.consume(queue, { prefetch: 10 }, kept.receive);
    await Promise.all([1, 2, 3].map((n) => bus.publish(letter(n))));
    await until('three deliveries', () => kept.deliveries.length === 3);
    expect(kept.deliveries[0]).toEqual({
      ...letter(1),
      queue,
      marks: {},
      redelivered: false,
      deliveryCount: 0,
    });
    expect(kept.deliveries.map(({ body }) => JSON.parse(body.toString()).n)).toEqual([1, 2, 3]);
  });

  it('brings a retried message back after its rung, marked, with its first routing key and no counters of the broker', async () => {
    const bus = await open();
    const started = performance.now();
    const marks = {
      attempts: 1,
      firstFailedAt: '2024-05-01T18:00:00Z',
      lastFailedAt: '2024-05-01T18:00:01Z',
      error: 'x'.repeat(99_999),
    };
    const kept = keeping(({ marks: { attempts = 0 } }) =>
      attempts < 2 ? { kind: 'retry', afterMs: 100, marks: { ...marks, attempts: attempts + 1 } } : acked,
    );
    await bus.consume(queue, { prefetch: 10 }, kept.receive);
    await bus.publish(letter(1));
    await until('three tries', () => kept.deliveries.length === 3);
    expect(performance.now() - started).toBeGreaterThanOrEqual(200);
    await until('the confirms of both copies', () => bus.counters.retries === 2);
    const last = kept.deliveries[2];
    expect(last).toMatchObject({
      id: 'letter-1',
      routingKey: 'order.placed.v1',
      body: letter(1).body,
      deliveryCount: 0,
    });
    expect(last?.marks).toMatchObject({ attempts: 2, firstFailedAt: '2024-05-01T18:00:00Z' });
    expect(last?.marks.error).toHaveLength(4_096);
  });

  it('waits on the shortest rung that is long enough, and on the longest when none is', async () => {
    const bus = await open();
    const arrived: number[] = [];
    const waits = [60, 600_000];
    const kept = keeping(() => {
      arrived.push(performance.now());
      const afterMs = waits.shift();
      return afterMs === undefined ? acked : { kind: 'retry', afterMs, marks: {} };
    });
    await bus.consume(queue, { prefetch: 1 }, kept.receive);
    await bus.publish(letter(1));
    await until('three deliveries', () => arrived.length === 3);
    const [first = 0, second = 0, third = 0] = arrived;
    expect(second - first).toBeGreaterThanOrEqual(100);
    expect(third - second).toBeGreaterThanOrEqual(200);
  });

  it('puts a dead letter into its own queue with reason, error and origin', async () => {
    const bus = await open();
    const marks = { reason: 'rejected', error: 'no such pizza', attempts: 3 } as const;
    await bus.consume(queue, { prefetch: 10 }, keeping(() => ({ kind: 'dead-letter', marks })).receive);
    const dead = keeping();
    await bus.consume(deadLetters, { prefetch: 10 }, dead.receive);
    await bus.publish(letter(1));
    await until('the dead letter', () => dead.deliveries.length === 1);
    expect(dead.deliveries[0]).toMatchObject({ ...letter(1), queue: deadLetters, marks: { ...marks, queue } });
  });

  it('shows a message that the broker itself gave up as dead by the broker', async () => {
    const bus = await open();
    await bus.publish(letter(1));
    await withChannel(async (channel) => {
      const message = await channel.get(queue);
      if (!message) throw new Error('the queue is empty');
      channel.reject(message, false);
    });
    const dead = keeping();
    await bus.consume(deadLetters, { prefetch: 10 }, dead.receive);
    await until('the dead letter', () => dead.deliveries.length === 1);
    expect(dead.deliveries[0]).toMatchObject({ ...letter(1), marks: { reason: 'broker', queue } });
  });

  it('sends none of the broker’s own counters on and keeps the headers of others', async () => {
    const bus = await open();
    await withChannel(async (channel) => {
      const headers = { 'x-death': 'old', 'x-first-death-queue': 'a', 'x-delivery-count': 7, tenant: 'mario' };
      channel.publish(`${place.prefix}.queues`, queue, Buffer.from('{}'), { headers, messageId: 'letter-1' });
      await channel.checkQueue(queue);
    });
    const rejected = { kind: 'dead-letter', marks: { reason: 'rejected' } } as const;
    await bus.consume(queue, { prefetch: 1 }, keeping(() => rejected).receive);
    await until('the dead letter', () => bus.counters.deadLetters === 1);
    const headers = await withChannel(async (channel) => {
      const message = await channel.get(deadLetters, { noAck: true });
      return message ? message.properties.headers : undefined;
    });
    // What it counts of the copy itself.
    delete headers?.['x-delivery-count'];
    expect(headers).toEqual({
      tenant: 'mario',
      'x-reason': 'rejected',
      'x-origin-queue': queue,
      'x-routing-key': queue,
    });
  });

  it('gives a message handed back to another consumer, and counts that for suspicion only', async () => {
    const bus = await open();
    let tries = 0;
    const kept = keeping(() => (++tries < 3 ? { kind: 'hand-back' } : acked));
    await bus.consume(queue, { prefetch: 1 }, kept.receive);
    await bus.publish(letter(1));
    await until('three tries', () => kept.deliveries.length === 3);
    expect(kept.deliveries[2]).toMatchObject({ redelivered: true, deliveryCount: 2, marks: {} });
  });

  it('takes a throw of the receiver for a hand-back', async () => {
    const bus = await open();
    let tries = 0;
    const kept = keeping(() => {
      if (++tries === 1) throw new Error('a receiver should not');
      return acked;
    });
    await bus.consume(queue, { prefetch: 1 }, kept.receive);
    await bus.publish(letter(1));
    await until('a second try', () => kept.deliveries.length === 2);
    expect(kept.deliveries[1]?.redelivered).toBe(true);
  });

  it('takes no more while paused and goes on when resumed', async () => {
    const bus = await open();
    const kept = keeping();
    const consumer = await bus.consume(queue, { prefetch: 10 }, kept.receive);
    await consumer.pause('the database is away');
    await bus.publish(letter(1));
    // A busy broker answers 0 to what it cannot count quickly.
    const waiting = () => withChannel(async (channel) => channel.checkQueue(queue));
    await until('a letter that waits and nobody who takes it', async () => {
      const { messageCount, consumerCount } = await waiting();
      return messageCount === 1 && consumerCount === 0;
    });
    expect(kept.deliveries).toEqual([]);
    await consumer.resume();
    await until('the delivery', () => kept.deliveries.length === 1);
  });

  it('stops by finishing what runs in time and handing back what does not', async () => {
    const bus = await open();
    const stuck = new Promise<Settlement>(() => {});
    let finish: (outcome: Settlement) => void = () => {};
    const running = new Promise<Settlement>((resolve) => (finish = resolve));
    const kept = keeping(({ id }) => (id === 'letter-1' ? running : stuck));
    const consumer = await bus.consume(queue, { prefetch: 10 }, kept.receive);
    await bus.publish(letter(1));
    await bus.publish(letter(2));
    await until('two in flight', () => consumer.inFlight === 2);
    const stopped = consumer.stop(300);
    finish(acked);
    await stopped;
    const next = keeping();
    await bus.consume(queue, { prefetch: 10 }, next.receive);
    await until('the one handed back', () => next.deliveries.length === 1);
    expect(next.deliveries[0]).toMatchObject({ id: 'letter-2', redelivered: true });
  });

  it('comes back, with queue and bindings, when its queue is deleted under it', async () => {
    const bus = await open();
    const kept = keeping();
    await bus.consume(queue, { prefetch: 10 }, kept.receive);
    await withChannel((channel) => channel.deleteQueue(queue));
    await until('the subscription', () => bus.counters.resubscribes === 1);
    await expect(bus.publish(letter(1))).resolves.toEqual({ routed: true });
    await until('the delivery', () => kept.deliveries.length === 1);
  });

  it('hands the original back and pauses when a copy cannot be stored, and loses nothing', async () => {
    const bus = await open();
    const rung = `${place.prefix}.delay.50`;
    await withChannel((channel) => channel.unbindQueue(rung, rung, '#'));
    const kept = keeping(({ marks }) =>
      marks.attempts ? acked : { kind: 'retry', afterMs: 50, marks: { attempts: 1 } },
    );
    await bus.consume(queue, { prefetch: 1 }, kept.receive);
    await bus.publish(letter(1));
    await until('two failed moves', () => bus.counters.failedMoves === 2);
    expect(kept.deliveries.length).toBe(2);
    await withChannel((channel) => channel.bindQueue(rung, rung, '#'));
    await until('the retried copy', () => kept.deliveries.at(-1)?.marks.attempts === 1);
    expect(bus.counters.retries).toBe(1);
  });

  it('has a delay made again that somebody deleted, without a word to the events published beside it', async () => {
    const bus = await open();
    const rung = `${place.prefix}.delay.50`;
    const kept = keeping(({ id, marks }) =>
      id === 'letter-late' && !marks.attempts ? { kind: 'retry', afterMs: 50, marks: { attempts: 1 } } : acked,
    );
    await bus.consume(queue, { prefetch: 10 }, kept.receive);
    await withChannel((channel) => channel.deleteExchange(rung));
    await bus.publish(letter('late'));
    for (let n = 0; bus.counters.retries === 0 && n < 5_000; n += 1)
      await expect(bus.publish(letter(n))).resolves.toEqual({ routed: true });
    await until('the retried copy', () => kept.deliveries.some(({ marks }) => marks.attempts === 1));
    expect(bus.counters).toMatchObject({ reconnects: 0, failedMoves: 1, retries: 1 });
  });

  it('is refused when its queue does not exist and is in no topology', async () => {
    const bus = await open();
    await expect(bus.consume('nobody.knows', { prefetch: 1 }, keeping().receive)).rejects.toThrow(
      /no queue 'nobody.knows'/,
    );
  });

  it('settles nothing on a channel that is gone, and the message comes again', async () => {
    if (!place.own) return;
    const bus = await open();
    let finish: (outcome: Settlement) => void = () => {};
    const held = new Promise<Settlement>((resolve) => (finish = resolve));
    const kept = keeping(({ redelivered }) => (redelivered ? acked : held));
    const consumer = await bus.consume(queue, { prefetch: 1 }, kept.receive);
    await bus.publish(letter(1));
    await until('a delivery in hand', () => consumer.inFlight === 1);
    await place.cutConnections();
    await until('the redelivery', () => kept.deliveries.length === 2);
    finish({ kind: 'retry', afterMs: 50, marks: { attempts: 1 } });
    await until('the late outcome', () => consumer.inFlight === 0);
    expect(bus.counters).toMatchObject({ settleLost: 1, retries: 0 });
  });

  it('brings a replayed dead letter to its queue, and refuses one for a queue that is not there', async () => {
    const bus = await open();
    const kept = keeping();
    await bus.consume(queue, { prefetch: 1 }, kept.receive);
    await bus.send(queue, letter(1), { attempts: 0 });
    await until('the replay', () => kept.deliveries.length === 1);
    expect(kept.deliveries[0]).toMatchObject({ ...letter(1), marks: { attempts: 0 } });
    await expect(bus.send('nobody.knows', letter(2))).rejects.toThrow('there is no queue nobody.knows');
  });
});

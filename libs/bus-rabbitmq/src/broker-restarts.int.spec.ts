import { until } from '@pizzeria/bus/testing';
import type { RabbitMqBus } from './options';
import { describeOnOwnBroker, startBroker, type RunningBroker } from './testing';
import { keeping, letter, TestBuses, type Place } from './testing/test-bus';

const queue = 'counter.orders';
const acked = { kind: 'ack' } as const;
/** For what waits until a broker has started, and a pause between two attempts to reach it. */
const restartMs = 60_000;

/** Sends until the broker says that it takes no more: it says so only to those who send. */
const sendUntilBlocked = async (bus: RabbitMqBus): Promise<void> => {
  let sending = false;
  const send = async (): Promise<void> => {
    sending = true;
    await bus.publish(letter('trigger')).catch(() => {});
    sending = false;
  };
  await until('the block', () => {
    if (!sending) void send();
    return bus.state === 'blocked';
  });
};

jest.setTimeout(240_000);

describeOnOwnBroker('a bus on a broker of its own', () => {
  let broker: RunningBroker;
  let place: Place;
  const buses = new TestBuses();

  beforeAll(async () => {
    broker = await startBroker();
    place = { url: broker.url, prefix: 'shop', queueName: (name) => name };
  });
  afterEach(() => buses.closeAll());
  afterAll(() => broker.stop());

  it('delivers every event of a publisher that was alone on a fresh broker, its subscribers coming later', async () => {
    const publisher = await buses.open(place);
    await Promise.all([1, 2, 3].map((n) => publisher.publish(letter(n))));
    await publisher.close();
    const kept = keeping();
    const subscriber = await buses.open(place);
    await subscriber.consume(queue, { prefetch: 10 }, kept.receive);
    await until('three letters', () => kept.deliveries.length === 3);
  });

  it.each(['restarted', 'killed'] as const)(
    'loses nothing when the broker is %s amid retries and publishing',
    async (how) => {
      const bus = await buses.open(place);
      const done = new Set<string>();
      const kept = keeping(({ id, marks }) => {
        if (!marks.attempts) return { kind: 'retry', afterMs: 200, marks: { attempts: 1 } };
        done.add(id);
        return acked;
      });
      await bus.consume(queue, { prefetch: 20 }, kept.receive);
      const published: string[] = [];
      let going = true;
      const publishing = (async () => {
        for (let n = 0; going; n += 1) {
          const { id, ...rest } = letter(`${how}-${n}`);
          while (
            !(await bus.publish({ id, ...rest }).then(
              () => true,
              () => false,
            ))
          );
          published.push(id);
          await new Promise(setImmediate);
        }
      })();
      // Some letters; and RabbitMQ 3.10 needs a moment to write down that a queue exists before it may be killed.
      const oldEnough = performance.now() + 3_000;
      await until('some letters', () => done.size > 50 && performance.now() > oldEnough);
      if (how === 'killed') await broker.kill();
      await broker.restart();
      const before = published.length;
      await until('more letters', () => published.length > before + 50, restartMs);
      going = false;
      await publishing;
      await until('every letter', () => published.every((id) => done.has(id)), restartMs);
      expect(bus.state).toBe('connected');
    },
  );

  it('makes publishers wait while the broker has a memory alarm, and lets consumers go on', async () => {
    const bus = await buses.open(place, { confirmDeadlineMs: 4_000 });
    const patient = await buses.open(place, { confirmDeadlineMs: 120_000 });
    for (const n of [1, 2, 3]) await bus.publish(letter(`before-${n}`));
    await broker.ctl('set_vm_memory_high_watermark', '0.000001');
    await Promise.all([bus, patient].map(sendUntilBlocked));
    const kept = keeping();
    await bus.consume(queue, { prefetch: 10 }, kept.receive);
    await until('consumers at work', () => kept.ids.filter((id) => id.includes('before')).length === 3);
    await expect(bus.publish(letter('too late'))).rejects.toThrow(/was not sent/);
    const waiting = patient.publish(letter('patient'));
    await broker.ctl('set_vm_memory_high_watermark', '0.4');
    await expect(waiting).resolves.toEqual({ routed: true });
    await until('the end of the block', () => bus.state === 'connected' && patient.state === 'connected');
    expect([bus.counters.reconnects, patient.counters.reconnects]).toEqual([0, 0]);
  });
});

import {
  AggregationTemporality,
  type DataPoint,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { on } from '../handler';
import { suspectNotes } from '../testing';
import { manualClock } from '../testing/manual-clock';
import { aDepotOpened, aParcelSent, ParcelSent } from '../testing/parcels';
import { busMetrics, lagBounds } from './bus-metrics';
import { receiver } from './receiver';

/** Metrics of one test, and what was recorded: points by metric name. */
const measured = () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  const points = async (name: string): Promise<readonly Pick<DataPoint<unknown>, 'attributes' | 'value'>[]> => {
    exporter.reset();
    await provider.forceFlush();
    const all = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
    return (all.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? []).map(({ attributes, value }) => ({
      attributes,
      value,
    }));
  };
  return { metrics: busMetrics(provider.getMeter('test')), points, stop: () => provider.shutdown() };
};

describe('the metrics of a bus', () => {
  it('count every delivery by producer, event, consumer, queue and outcome, and time it', async () => {
    const { metrics, points, stop } = measured();
    const clock = manualClock(new Date('2026-03-01T12:00:03.000Z'));
    const made = receiver({
      queue: 'depot.out',
      handlers: [on(ParcelSent, () => undefined)],
      ladder: [50],
      quickTries: 0,
      clock,
      observer: metrics.observer,
      runAttempt: async ({ attempt, delivery }) => {
        if (attempt > 1 || delivery.redelivered) throw new TypeError('broken');
        return 'handled';
      },
    });
    const deliver = (marks = {}, redelivered = false, { message } = aParcelSent()) =>
      made.receive({ ...message, queue: 'depot.out', marks, redelivered, deliveryCount: 0 });
    await deliver();
    await deliver({}, true);
    await deliver({ attempts: 1 });
    await deliver({}, false, aDepotOpened());
    made.stop();
    await deliver();

    const of = (event: string, outcome: string) => ({
      attributes: {
        producer: event === 'unknown' ? 'unknown' : 'depot',
        event,
        consumer: 'depot',
        queue: 'depot.out',
        outcome,
      },
      value: 1,
    });
    const counted = await points('pizzeria.event.handled');
    expect(counted).toHaveLength(5);
    expect(counted).toEqual(
      expect.arrayContaining([
        of('parcel.sent', 'handled'),
        of('parcel.sent', 'retried'),
        of('parcel.sent', 'dead'),
        of('unknown', 'dead'),
        of('parcel.sent', 'handed_back'),
      ]),
    );
    expect(await points('pizzeria.bus.retries')).toEqual([
      { attributes: { queue: 'depot.out', rung: 50, because: 'failure' }, value: 1 },
    ]);
    expect((await points('pizzeria.bus.dead_letters')).map(({ attributes }) => attributes.reason)).toEqual([
      'retries-exhausted',
      'unknown-type',
    ]);
    expect(await points('pizzeria.bus.in_flight')).toEqual([{ attributes: { queue: 'depot.out' }, value: 0 }]);
    const [lag] = await points('pizzeria.event.lag');
    expect(lag).toMatchObject({ value: { count: 2, sum: 6, buckets: { boundaries: lagBounds } } });
    const tries = await points('messaging.process.duration');
    expect(tries.map(({ attributes }) => attributes['error.type'])).toEqual([undefined, 'TypeError']);
    await stop();
  });

  it('count suspects by queue, and what they turn out to be among the dead letters', async () => {
    const { metrics, points, stop } = measured();
    const notes = suspectNotes();
    const { message } = aParcelSent();
    for (let n = 0; n < 3; n += 1) {
      const dying = notes.start();
      await dying.record({ queue: 'depot.out', messageId: message.id });
      await dying.die();
    }
    const { receive } = receiver({
      queue: 'depot.out',
      handlers: [on(ParcelSent, () => undefined)],
      observer: metrics.observer,
      suspects: notes.start(),
      runAttempt: async () => 'handled',
    });
    const delivery = { ...message, queue: 'depot.out', redelivered: true, deliveryCount: 3 };
    await receive({ ...delivery, marks: {} });
    await receive({ ...delivery, marks: { suspect: true } });
    expect(await points('pizzeria.bus.suspects')).toEqual([{ attributes: { queue: 'depot.out' }, value: 1 }]);
    expect(await points('pizzeria.bus.retries')).toEqual([
      { attributes: { queue: 'depot.out', rung: 1_000, because: 'suspected' }, value: 1 },
    ]);
    expect(await points('pizzeria.bus.dead_letters')).toEqual([
      { attributes: { queue: 'depot.out', reason: 'crash-loop' }, value: 1 },
    ]);
    await stop();
  });

  it('show connection, pauses, the unroutable, and what a bus counts itself', async () => {
    const { metrics, points, stop } = measured();
    metrics.watch({
      state: 'blocked',
      counters: { settleLost: 3, retries: 9 },
      connections: [
        { role: 'consume', state: 'connected' },
        { role: 'publish', state: 'blocked' },
      ],
      subscriptions: [
        { queue: 'depot.in', subscribed: false },
        { queue: 'depot.out', subscribed: true },
      ],
    });
    metrics.watch({ state: 'connected' });
    metrics.paused('depot.out', 'database', true);
    metrics.unroutable('depot.opened', false);
    expect(await points('pizzeria.bus.connected')).toEqual([
      { attributes: { role: 'consume' }, value: 1 },
      { attributes: { role: 'publish' }, value: 0 },
      { attributes: { role: 'all' }, value: 1 },
    ]);
    expect(await points('pizzeria.bus.subscribed')).toEqual([
      { attributes: { queue: 'depot.in' }, value: 0 },
      { attributes: { queue: 'depot.out' }, value: 1 },
    ]);
    expect(await points('pizzeria.bus.paused')).toEqual([
      { attributes: { queue: 'depot.out', reason: 'database' }, value: 1 },
    ]);
    expect(await points('pizzeria.bus.settle_lost')).toEqual([{ attributes: {}, value: 3 }]);
    expect(await points('pizzeria.bus.retries')).toEqual([]);
    expect(await points('pizzeria.bus.unroutable')).toEqual([
      { attributes: { event: 'depot.opened', required: 'false' }, value: 1 },
    ]);
    await stop();
  });
});

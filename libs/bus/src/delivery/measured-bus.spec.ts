import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BusUnavailable } from '../errors';
import { inMemoryBus } from '../in-memory/in-memory-bus';
import { until } from '../testing';
import { aParcelSent } from '../testing/parcels';
import { durationBounds } from './bus-metrics';
import { measuredBus } from './measured-bus';

const measured = () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  const points = async (name: string) => {
    exporter.reset();
    await provider.forceFlush();
    const all = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
    return (all.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? []).map(({ attributes, value }) => ({
      attributes,
      value,
    }));
  };
  return { meter: provider.getMeter('test'), points, stop: () => provider.shutdown() };
};

describe('a measured bus', () => {
  const topology = { queues: [{ name: 'depot.out', bindings: ['parcel.#'] }], rungs: [] };
  const sent = (destination: string) => ({
    'messaging.system': 'in_memory',
    'messaging.operation.name': 'send',
    'messaging.destination.name': destination,
  });

  it('counts what is sent and received, by where to and where from, and times each until its confirm', async () => {
    const { meter, points, stop } = measured();
    const bus = measuredBus(await inMemoryBus({ topology }), { system: 'in_memory', destination: 'events', meter });
    let received = 0;
    await bus.consume('depot.out', { prefetch: 5 }, async () => {
      received += 1;
      return { kind: 'ack' };
    });
    const { message } = aParcelSent();
    expect(await bus.publish(message)).toEqual({ routed: true });
    await bus.send('depot.out', message);
    await until('both are received', () => received === 2);
    expect(await points('messaging.client.sent.messages')).toEqual([
      { attributes: sent('events'), value: 1 },
      { attributes: sent('depot.out'), value: 1 },
    ]);
    expect(await points('messaging.client.consumed.messages')).toEqual([
      { attributes: { ...sent('depot.out'), 'messaging.operation.name': 'receive' }, value: 2 },
    ]);
    const [duration] = await points('messaging.client.operation.duration');
    expect(duration).toMatchObject({ value: { count: 1, buckets: { boundaries: durationBounds } } });
    await bus.close();
    await stop();
  });

  it('names the kind of a failure, and fails as the bus does', async () => {
    const { meter, points, stop } = measured();
    const inner = await inMemoryBus({ topology });
    const bus = measuredBus(
      { ...inner, publish: () => Promise.reject(new BusUnavailable('away')) },
      { system: 'in_memory', destination: 'events', meter },
    );
    await expect(bus.publish(aParcelSent().message)).rejects.toThrow(new BusUnavailable('away'));
    const [failed] = await points('messaging.client.sent.messages');
    expect(failed?.attributes).toEqual({ ...sent('events'), 'error.type': 'BusUnavailable' });
    await inner.close();
    await stop();
  });
});

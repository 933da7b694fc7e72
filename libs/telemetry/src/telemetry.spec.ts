import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { metrics, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { inMemoryTelemetry, type InMemoryTelemetry } from './in-memory';
import { startTelemetry } from './start-telemetry';

describe('telemetry', () => {
  let telemetry: InMemoryTelemetry;
  let server: Server | undefined;

  beforeEach(() => {
    telemetry = inMemoryTelemetry('kitchen');
  });

  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
    await telemetry.stop();
  });

  const scrape = async (): Promise<string> => {
    server?.close();
    server = createServer((request, response) => telemetry.metricsHandler(request, response)).listen(0);
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`);
    return response.text();
  };

  it('keeps spans with the context they were made in, across awaits', async () => {
    const tracer = trace.getTracer('test');
    await tracer.startActiveSpan('outer', async (outer) => {
      await Promise.resolve();
      tracer.startSpan('inner').end();
      outer.end();
    });
    const [inner, outer] = telemetry.spans();
    expect(inner?.name).toBe('inner');
    expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
    expect(outer?.resource.attributes['service.name']).toBe('kitchen');
  });

  it('reads and writes W3C trace context', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const carrier: Record<string, string> = {};
    propagation.inject(propagation.extract(ROOT_CONTEXT, { traceparent }), carrier);
    expect(carrier['traceparent']).toBe(traceparent);
  });

  it('answers a scrape with the bounds that each histogram was given, and the state of the process', async () => {
    const advice = { explicitBucketBoundaries: [0.005, 300] };
    metrics.getMeter('test').createHistogram('pizzeria.event.lag', { unit: 's', advice }).record(100);
    const text = await scrape();
    expect(text).toMatch(/^pizzeria_event_lag_bucket\{.*le="0.005"\} 0$/m);
    expect(text).toMatch(/^pizzeria_event_lag_bucket\{.*le="300"\} 1$/m);
    for (const metric of ['nodejs_eventloop_utilization', 'v8js_memory_heap_used', 'process_cpu_time_total'])
      expect(text).toMatch(new RegExp(`^${metric}\\{.*\\} [\\d.e+-]+$`, 'm'));
  });

  it('shows a gauge as long as it is observed, and counts on', async () => {
    let value: number | undefined = 3;
    const meter = metrics.getMeter('test');
    meter.createObservableGauge('oven.heat').addCallback((result) => {
      if (value !== undefined) result.observe(value, { oven: '1' });
    });
    meter.createCounter('oven.doors').add(1);
    expect(await scrape()).toMatch(/^oven_heat\{oven="1".*\} 3$/m);
    expect(await scrape()).toMatch(/^oven_heat\{oven="1".*\} 3$/m);
    value = undefined;
    const text = await scrape();
    expect(text).not.toMatch(/^oven_heat\{/m);
    expect(text).toMatch(/^oven_doors_total\{.*\} 1$/m);
  });

  it('gives up on an exporter that never answers', async () => {
    await telemetry.stop();
    const stuck = startTelemetry({
      service: 'kitchen',
      version: '1',
      exportLimitMs: 100,
      stopLimitMs: 100,
      spanExporter: { export: () => undefined, shutdown: () => new Promise(() => undefined) },
    });
    trace.getTracer('test').startSpan('lost').end();
    const started = performance.now();
    await stuck.stop();
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

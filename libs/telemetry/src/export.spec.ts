import { setTimeout as wait } from 'node:timers/promises';
import { context, metrics, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import { startTelemetry, type Telemetry } from './start-telemetry';
import { testCollector, type TestCollector } from './testing';

const until = async (holds: () => boolean): Promise<void> => {
  const latest = performance.now() + 10_000;
  while (!holds() && performance.now() < latest) await wait(20);
  expect(holds()).toBe(true);
};

describe('traces and logs that are sent to a collector', () => {
  let collector: TestCollector;
  let telemetry: Telemetry | undefined;
  const said: string[] = [];
  const log = {
    info: (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`),
    warn: (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`),
  };
  beforeEach(async () => {
    said.length = 0;
    collector = await testCollector();
  });
  afterEach(async () => {
    await telemetry?.stop();
    await collector.close();
  });

  const start = (
    changes: { readonly collector?: string; readonly exportLimitMs?: number; readonly stopLimitMs?: number } = {},
  ): Telemetry =>
    (telemetry = startTelemetry({
      service: 'kitchen',
      version: '1.2.3',
      collector: collector.url,
      resource: { 'service.instance.id': 'pod-1', 'service.name': 'another', 'k8s.node.name': 'node-7' },
      log,
      ...changes,
    }));
  /** How many are said to be lost, in all. */
  const lostOf = (what: string): number =>
    said
      .filter((line) => line.startsWith(what))
      .reduce((sum, line) => sum + Number(/"lost":(\d+)/.exec(line)?.[1] ?? 0), 0);
  const scrape = (handler: Telemetry['metricsHandler']): Promise<void> =>
    new Promise((resolve) => {
      handler({ url: '/metrics' } as never, { setHeader: () => undefined, end: () => resolve() } as never);
    });
  const bake = () => {
    trace.getTracer('test').startActiveSpan('bake', (span) => {
      logs.getLogger('test').emit({ body: 'it is hot', severityText: 'info', attributes: { oven: { number: 3 } } });
      span.setAttributes({ pizzas: 2, hot: true, share: 0.5, toppings: ['basil', 'ham'] }).end();
    });
  };

  it('come with the trace they belong to, and with what the process is', async () => {
    start();
    bake();
    await telemetry?.stop();
    const resource = {
      'service.name': 'kitchen',
      'service.namespace': 'pizzeria',
      'service.version': '1.2.3',
      'service.instance.id': 'pod-1',
      'k8s.node.name': 'node-7',
    };
    const [span] = collector.spans;
    expect(span).toMatchObject({
      name: 'bake',
      parentId: '',
      resource,
      attributes: { pizzas: 2, hot: true, share: 0.5, toppings: ['basil', 'ham'] },
    });
    expect(collector.logs).toMatchObject([
      { body: 'it is hot', level: 'info', resource, traceId: span?.traceId, spanId: span?.spanId },
    ]);
    expect(collector.logs[0]?.attributes).toEqual({ oven: { number: 3 } });
    expect(said).toEqual([]);
  });

  it('are sent a second after they were made, without an end of the process', async () => {
    start();
    bake();
    await until(() => collector.spans.length > 0 && collector.logs.length > 0);
  });

  it('are dropped while the collector refuses them; that is said once, and once that it takes them again', async () => {
    start();
    collector.refuse(true);
    bake();
    await until(() => said.length === 2);
    bake();
    await until(() => collector.refused('/v1/traces') === 2 && collector.refused('/v1/logs') === 2);
    expect(said.toSorted()).toEqual([
      expect.stringMatching(/^logs are not taken: they are dropped \{"collector":"http:\/\/127.0.0.1:\d+"/),
      expect.stringMatching(/^traces are not taken: they are dropped/),
    ]);
    collector.refuse(false);
    bake();
    await until(() => said.length === 4);
    expect(said.slice(2).toSorted()).toEqual([
      expect.stringMatching(/^logs are taken again .*"lost":2/),
      expect.stringMatching(/^traces are taken again .*"lost":2/),
    ]);
  });

  it('are sent of a request as well whose sender wants it to leave no trace', async () => {
    start();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
    context.with(propagation.extract(ROOT_CONTEXT, { traceparent }), bake);
    await telemetry?.stop();
    expect(collector.spans).toMatchObject([{ name: 'bake', traceId: '0af7651916cd43dd8448eb211c80319c' }]);
    expect(collector.logs).toMatchObject([{ traceId: '0af7651916cd43dd8448eb211c80319c' }]);
  });

  it('that are too many for a healthy collector are dropped, and it is said how many', async () => {
    start();
    for (let n = 0; n < 20_000; n += 1) bake();
    expect(said.toSorted()).toEqual([
      expect.stringMatching(/^logs come faster than they are sent: some are dropped .*"lost":1/),
      expect.stringMatching(/^traces come faster than they are sent: some are dropped .*"lost":1/),
    ]);
    await telemetry?.stop();
    expect(said).toHaveLength(4);
    expect(lostOf('traces') + collector.spans.length).toBe(20_000);
    expect(lostOf('logs') + collector.logs.length).toBe(20_000);
  });

  it('that there is no room for while the collector refuses them are among those it is said were lost', async () => {
    start();
    collector.refuse(true);
    bake();
    await until(() => said.length === 2);
    for (let n = 0; n < 20_000; n += 1) bake();
    await until(() => collector.refused('/v1/traces') >= 2 && collector.refused('/v1/logs') >= 2);
    collector.refuse(false);
    await until(() => said.length === 4);
    await telemetry?.stop();
    expect(said.slice(2, 4).toSorted().join()).toMatch(/^logs are taken again.*traces are taken again/);
    expect(lostOf('traces') + collector.spans.length).toBe(20_001);
    expect(lostOf('logs') + collector.logs.length).toBe(20_001);
  });

  it('cost no time when the collector is away', async () => {
    await collector.close();
    start({ exportLimitMs: 300, stopLimitMs: 300 });
    for (let n = 0; n < 20_000; n += 1) bake();
    const heldBack = performance.now();
    await telemetry?.stop();
    expect(performance.now() - heldBack).toBeLessThan(5_000);
    expect(said.filter((line) => !/^(traces|logs) /.test(line))).toEqual([]);
    expect(said.length).toBeLessThanOrEqual(6);
  });

  it('cost the memory of one batch and what may wait when they are never taken', async () => {
    let handed = 0;
    telemetry = startTelemetry({
      service: 'kitchen',
      version: '1',
      exportLimitMs: 100,
      stopLimitMs: 100,
      spanExporter: { export: (spans) => void (handed += spans.length), shutdown: async () => undefined },
    });
    for (let n = 0; n < 20_000; n += 1) bake();
    await telemetry.stop();
    expect(handed).toBeGreaterThan(512);
    expect(handed).toBeLessThanOrEqual(512 + 2_048);
  });

  it('wait for a slow collector as long as a batch may take, whatever patience a stop has', async () => {
    start({ stopLimitMs: 50 });
    collector.answerAfter(500);
    bake();
    await until(() => collector.spans.length > 0 && collector.logs.length > 0);
    await wait(700);
    expect(said).toEqual([]);
  });

  it('say once that a metric cannot be read', async () => {
    const { metricsHandler } = start();
    metrics
      .getMeter('test')
      .createObservableGauge('oven.heat')
      .addCallback(() => {
        throw new Error('the oven is cold');
      });
    for (let n = 0; n < 3; n += 1) await scrape(metricsHandler);
    expect(said).toEqual([expect.stringMatching(/^telemetry is in trouble .*the oven is cold/)]);
  });

  it('are made into nothing without a collector', async () => {
    start({ collector: undefined });
    expect(logs.getLogger('test').enabled()).toBe(false);
  });
});

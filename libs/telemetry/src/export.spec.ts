import { setTimeout as wait } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';
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

  const start = (changes: { readonly collector?: string; readonly stopLimitMs?: number } = {}): Telemetry =>
    (telemetry = startTelemetry({
      service: 'kitchen',
      version: '1.2.3',
      collector: collector.url,
      resource: { 'service.instance.id': 'pod-1', 'service.name': 'another', 'k8s.node.name': 'node-7' },
      log,
      ...changes,
    }));
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
    await wait(1_200);
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

  it('cost no memory and no time when the collector is away', async () => {
    await collector.close();
    start({ stopLimitMs: 300 });
    for (let n = 0; n < 20_000; n += 1) bake();
    const heldBack = performance.now();
    await telemetry?.stop();
    expect(performance.now() - heldBack).toBeLessThan(5_000);
    expect(said.length).toBeLessThanOrEqual(2);
  });

  it('are made into nothing without a collector', async () => {
    start({ collector: undefined });
    expect(logs.getLogger('test').enabled()).toBe(false);
  });
});

import { logs } from '@opentelemetry/api-logs';
import { startTelemetry, type Telemetry } from '@pizzeria/telemetry';
import { testCollector, type TestCollector } from '@pizzeria/telemetry/testing';
import { createLogger } from './pino-logger';

describe('a log line that goes to a collector', () => {
  let collector: TestCollector;
  let telemetry: Telemetry;
  beforeEach(async () => {
    collector = await testCollector();
    telemetry = startTelemetry({ service: 'orders', version: '1', collector: collector.url });
  });
  afterEach(async () => {
    await telemetry.stop();
    await collector.close();
    logs.disable();
  });

  const sent = async (fields: object): Promise<unknown> => {
    const lines: string[] = [];
    const logger = createLogger({ service: 'orders', destination: { write: (line) => void lines.push(line) } });
    logger.info(fields, 'counted');
    expect(lines).toHaveLength(1);
    await telemetry.stop();
    return collector.logs[0]?.attributes;
  };

  it('has a number that JSON does not know as text', async () => {
    expect(await sent({ n: 1n, order: { total: 2n } })).toEqual({ service: 'orders', n: '1', order: { total: '2' } });
  });

  it('lacks a field that cannot be written, and has the rest', async () => {
    const code: Record<string, unknown> = {};
    code['itself'] = code;
    const fields = { error: Object.assign(new Error('odd'), { code }), sku: 'margherita', nothing: undefined };
    expect(await sent(fields)).toEqual({ service: 'orders', sku: 'margherita', error: '[unwritable]' });
  });
});

import { createLogger } from './pino-logger';
import { addToLogContext, subjectFields, withLogContext } from './log-context';

const linesOf = (write: (logger: ReturnType<typeof createLogger>) => void | Promise<void>) => {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({
    service: 'orders',
    destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const done = write(logger);
  return done instanceof Promise ? done.then(() => lines) : lines;
};

describe('log lines', () => {
  it('are JSON with level, time, service and message', () => {
    expect(linesOf((log) => log.info({ sku: 'margherita' }, 'sold out'))).toEqual([
      { level: 'info', time: expect.any(String), service: 'orders', sku: 'margherita', message: 'sold out' },
    ]);
  });

  it('carry the ids of what is running, across awaits', async () => {
    const lines = await linesOf((log) =>
      withLogContext({ eventId: 'e1' }, async () => {
        addToLogContext(subjectFields('order/4711'));
        await Promise.resolve();
        log.warn({}, 'slow');
      }),
    );
    expect(lines).toEqual([expect.objectContaining({ eventId: 'e1', orderId: '4711' })]);
  });

  it('hold no personal data, whatever they are given', () => {
    const lines = linesOf((log) => {
      log.info(
        { data: { customer: { name: 'Lovelace' }, Phone: '+14155550123', list: [{ email: 'ada@example.com' }] } },
        'x',
      );
      log.error({ error: new Error('Key (phone)=(+1 415 555-0123) of ada@example.com exists') }, 'to ada@example.com');
      log.child({ address: { line1: '1 Main St' }, headers: { 'Tracking-Token': 'opensesame' } }).info({}, 'y');
    });
    const text = JSON.stringify(lines);
    for (const secret of ['Lovelace', '5550123', '555-0123', 'ada@', 'Main St', 'opensesame'])
      expect(text).not.toContain(secret);
    expect(text).toContain('Key (phone)=([removed]) of [removed] exists');
  });

  it('name the cause of an error', () => {
    const lines = linesOf((log) => log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'failed'));
    expect(lines).toEqual([
      expect.objectContaining({
        error: expect.objectContaining({ cause: expect.objectContaining({ message: 'inner' }) }),
      }),
    ]);
  });
});

describe('the fields of a subject', () => {
  it.each([
    ['order/4711', { orderId: '4711' }],
    ['purchase-order/9', { purchaseOrderId: '9' }],
    ['nothing', {}],
  ])('%s', (subject, fields) => expect(subjectFields(subject)).toEqual(fields));
});

import { systemClock } from '@pizzeria/bus';
import { Client } from 'pg';
import { silent } from '../log';
import { anOutboxRow, testDatabase, type TestDatabase } from '../testing';
import { announceCommits, OUTBOX_CHANNEL } from './announce';

describe('waking a relay in another process', () => {
  let test: TestDatabase;
  let listener: Client;
  let heard = 0;
  beforeEach(async () => {
    test = await testDatabase({ name: 'announce' });
    listener = new Client({ connectionString: test.url });
    await listener.connect();
    await listener.query(`LISTEN ${OUTBOX_CHANNEL}`);
    heard = 0;
    listener.on('notification', () => (heard += 1));
  });
  afterEach(async () => {
    await listener.end();
    await test.drop();
  });
  const emit = () => test.database.transaction(async () => test.database.enqueue([anOutboxRow()]));

  it('happens after the commit, in no transaction', async () => {
    const { stop } = announceCommits({ database: test.database, clock: systemClock, log: silent });
    const statements: string[] = [];
    const announced = new Promise<void>((resolve) =>
      test.database.sql.on('query', ({ sql }: { readonly sql: string }) => {
        statements.push(sql.replace(/ .*$/s, ''));
        if (sql.startsWith('NOTIFY')) resolve();
      }),
    );
    await emit();
    await announced;
    expect(statements).toEqual(['BEGIN;', 'insert', 'COMMIT;', 'NOTIFY']);
    stop();
  });

  it('is throttled, however many commits there are, and the last one is heard of', async () => {
    const everyMs = 200;
    const { stop } = announceCommits({ database: test.database, clock: systemClock, log: silent, everyMs });
    const begun = performance.now();
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 10 }, emit));
    while (heard < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(heard).toBeLessThanOrEqual(1 + (performance.now() - begun) / everyMs);
    stop();
  });
});

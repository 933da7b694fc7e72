import { V7Generator } from 'uuidv7';
import type { Database } from './database';
import { codeOf } from './errors';
import { housekeep, makePartitions } from './housekeeping';
import { inbox } from './inbox';
import { type TestDatabase, testDatabase } from './testing';

describe('making partitions', () => {
  let test: TestDatabase;
  beforeEach(async () => (test = await testDatabase({ name: 'partitions' })));
  afterEach(() => test.drop());

  it('waits for another process that is at it, however slowly', async () => {
    const { database } = test;
    const then = new Date(Date.now() + 70 * 86_400_000);
    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const slow = database.transaction(async () => {
      await makePartitions(database, then);
      begun();
      await database.sql.raw('SELECT pg_sleep(2.5)');
    });
    await hasBegun;
    await Promise.all([makePartitions(database, then), slow]);
  });

  /** As a relay does: what waited too long for a lock is done later. */
  const keepHouse = async (database: Database, now: Date): Promise<void> => {
    const late = await housekeep(database, now).then(
      () => false,
      (error: unknown) => codeOf(error) === '55P03' || Promise.reject(error),
    );
    if (late) await keepHouse(database, now);
  };

  it('refuses no message that is handled at the same moment', async () => {
    const { database } = test;
    const { record } = inbox(database);
    // Of a week that has no partition yet: what is handled now goes where no row will have to move from.
    const then = new Date(Date.now() + 70 * 86_400_000);
    const ids = new V7Generator();
    let making = true;
    const handle = async (): Promise<number> => {
      let handled = 0;
      while (making) {
        const entry = {
          messageId: ids.generateOrResetCore(then.getTime(), 10_000).toString(),
          consumer: 'kitchen.tickets',
          type: 't',
          subject: 's',
          attempts: 1,
        };
        await database.transaction(() => record(entry));
        handled += 1;
      }
      return handled;
    };
    const workers = Array.from({ length: 8 }, handle);
    await keepHouse(database, then);
    making = false;
    const handled = (await Promise.all(workers)).reduce((sum, count) => sum + count, 0);
    expect(await database.sql('inbox').count('* as rows').first()).toEqual({ rows: handled });
  });
});

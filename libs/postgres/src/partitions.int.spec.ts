import { V7Generator } from 'uuidv7';
import { housekeep } from './housekeeping';
import { inbox } from './inbox';
import { type TestDatabase, testDatabase } from './testing';

describe('making partitions', () => {
  let test: TestDatabase;
  beforeEach(async () => (test = await testDatabase({ name: 'partitions' })));
  afterEach(() => test.drop());

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
    await housekeep(database, then);
    making = false;
    const handled = (await Promise.all(workers)).reduce((sum, count) => sum + count, 0);
    expect(await database.sql('inbox').count('* as rows').first()).toEqual({ rows: handled });
  });
});

import { sessionLocks } from '@pizzeria/postgres';
import { testDatabase, type TestDatabase } from '@pizzeria/postgres/testing';
import { Client } from 'pg';
import { statement, takeLead } from './databases';
import { undoing } from './undoing';

describe('the lead of a relay', () => {
  let data: TestDatabase;
  beforeAll(async () => {
    data = await testDatabase({ name: 'taken lead', platform: false });
  });
  afterAll(() => data.drop());

  const stage = { databaseUrl: () => data.url };
  const take = (then: () => Promise<unknown> = () => Promise.resolve()) =>
    undoing(async (onUndo) => {
      await takeLead(stage, 'orders', onUndo);
      return then();
    });
  const locks = () =>
    statement(
      stage,
      'orders',
      `SELECT l.objid::int AS key FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()`,
    );

  it('cannot be taken when nobody has it, and nothing is locked instead', async () => {
    await expect(take()).rejects.toThrow('No process leads the relay of orders.');
    expect(await locks()).toEqual([]);
  });

  it('is taken from the process that has it, and let go in the end', async () => {
    const leader = new Client({ connectionString: data.url });
    const lost = new Promise((resolve) => void leader.on('error', resolve));
    await leader.connect();
    await leader.query('SELECT pg_advisory_lock($1)', [sessionLocks.leadingRelay]);
    expect(await take(locks)).toEqual([{ key: sessionLocks.leadingRelay }]);
    expect(await lost).toBeInstanceOf(Error);
  });
});

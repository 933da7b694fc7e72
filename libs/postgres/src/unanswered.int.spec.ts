import { codeOf, isDatabaseAway } from './errors';
import { silent } from './log';
import { openDatabase } from './open-database';
import { databaseNetwork, testDatabase, type DatabaseNetwork, type TestDatabase } from './testing';
import { patiently } from './unanswered';

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a statement without an answer', () => {
  let test: TestDatabase;
  let network: DatabaseNetwork;
  beforeAll(async () => {
    test = await testDatabase({ name: 'unanswered' });
    network = await databaseNetwork();
  });
  afterAll(async () => {
    await network.close();
    await test.drop();
  });
  const open = (unansweredMs: number, url = network.url(test.url)) =>
    openDatabase({ url, name: 'unanswered', poolSize: 2, unansweredMs, log: silent });

  it('shows that the database is away, in and outside of a transaction, and the pool goes on when it is back', async () => {
    const database = open(3_000);
    await database.ping();
    const begun = performance.now();
    const outside: Promise<unknown>[] = [];
    const inside = await errorOf(
      database.transaction(async () => {
        // A second connection, for the one that asks outside.
        await database.ping();
        network.swallow();
        outside.push(errorOf(database.ping()));
        await database.sql.raw('SELECT 2');
      }),
    );
    for (const error of [inside, ...(await Promise.all(outside))]) expect(isDatabaseAway(error)).toBe(true);
    expect(performance.now() - begun).toBeLessThan(10_000);
    network.mend();
    await database.ping();
    await database.close();
  });

  it('is waited for by migrations, which may take long', async () => {
    const database = open(200);
    const slow = () => database.sql.raw('SELECT pg_sleep(0.5)');
    await patiently(async () => void (await slow()));
    expect(isDatabaseAway(await errorOf(Promise.resolve(slow())))).toBe(true);
    await database.close();
  });

  it('is ended by the server before that, when it is only slow: that is no fault of the database', async () => {
    const { rows } = await test.database.sql.raw<{ rows: { statement_timeout: string }[] }>('SHOW statement_timeout');
    expect(rows).toEqual([{ statement_timeout: '10s' }]);
    const error = await errorOf(
      test.database.transaction(async () => {
        await test.database.sql.raw('SET LOCAL statement_timeout = 100');
        await test.database.sql.raw('SELECT pg_sleep(5)');
      }),
    );
    expect(codeOf(error)).toBe('57014');
    expect(isDatabaseAway(error)).toBe(false);
  });

  it.each([
    ['a later statement', async (sql: () => Promise<unknown>) => void (await sql())],
    ['its commit', () => Promise.resolve()],
  ])('of a transaction that sat idle for too long is the fault of the work: found by %s', async (_by, goOn) => {
    const database = test.database;
    const ask = async () => await database.sql.raw('SELECT 1');
    const error = await errorOf(
      database.transaction(async () => {
        await database.sql.raw('SET LOCAL idle_in_transaction_session_timeout = 100');
        await pause(400);
        await goOn(ask);
      }),
    );
    expect(codeOf(error)).toBe('25P03');
    expect(isDatabaseAway(error)).toBe(false);
    await database.ping();
  });
});

import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { silent } from '../log';
import { sessionLocks } from '../session';
import { testDatabase, type TestDatabase } from '../testing';
import { holdJournal, JournalInUse, type HoldJournalOptions } from './hold';

describe('the hold on a journal', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ name: 'hold', platform: false });
  });
  afterAll(() => test.drop());

  const hold = (options: Partial<HoldJournalOptions> = {}) =>
    holdJournal({ url: test.url, log: silent, patienceMs: 50, onTaken: () => undefined, ...options });
  const holders = () =>
    test.database
      .sql('pg_stat_activity')
      .whereRaw('datname = current_database()')
      .where({ application_name: 'journal hold' })
      .pluck<number[]>('pid');
  /** Ends the connections of all holders, as a restart of the server does; they are gone when it resolves. */
  const cut = async () => {
    const pids = await holders();
    await test.database.sql.raw('SELECT pg_terminate_backend(pid) FROM unnest(?::int[]) AS pid', [pids]);
    while ((await holders()).some((pid) => pids.includes(pid))) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const locks = async (which: 'granted' | 'NOT granted'): Promise<number> => {
    const { rows } = await test.database.sql.raw<{ rows: unknown[] }>(
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND ${which}
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return rows.length;
  };

  it('is one process\u2019s, and another\u2019s when that one is gone', async () => {
    const first = await hold();
    await expect(hold()).rejects.toThrow(JournalInUse);
    await first.release();
    await (await hold({ patienceMs: 10_000 })).release();
    while ((await locks('granted')) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('waits a moment for one that is just going', async () => {
    const first = await hold();
    const second = hold({ patienceMs: 10_000 });
    await first.release();
    await (await second).release();
  });

  it('is taken again when the database was away', async () => {
    const first = await hold();
    await cut();
    while ((await locks('granted')) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await expect(hold()).rejects.toThrow(JournalInUse);
    await first.release();
  });

  it('is refused with an error by a server that hangs up while it is greeted', async () => {
    const rude = createServer((socket) => void socket.destroy()).listen(0, '127.0.0.1');
    await once(rude, 'listening');
    const { port } = rude.address() as AddressInfo;
    await expect(hold({ url: `postgres://postgres@127.0.0.1:${port}/journal` })).rejects.toThrow();
    rude.close();
    await once(rude, 'close');
  });

  it('says so when another was quicker meanwhile', async () => {
    let told = (_: Error): void => undefined;
    const taken = new Promise<Error>((resolve) => (told = resolve));
    const first = await hold({ onTaken: told });
    const quicker = test.database.transaction(async () => {
      await test.database.sql.raw('SELECT pg_advisory_xact_lock(?)', [sessionLocks.journal]);
      return taken;
    });
    while ((await locks('NOT granted')) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await cut();
    expect(await quicker).toBeInstanceOf(JournalInUse);
    await first.release();
  });
});

import { systemClock, type Clock } from '@pizzeria/bus';
import { manualClock, suspectsContract } from '@pizzeria/bus/testing';
import { Client } from 'pg';
import { housekeep } from './housekeeping';
import { silent } from './log';
import { suspectStore, type SuspectStore } from './suspects';
import { testDatabase, type TestDatabase } from './testing';

const message = { queue: 'kitchen.tickets', messageId: 'letter-1' };

describe('suspects in a table', () => {
  let test: TestDatabase;
  const stores: SuspectStore[] = [];
  beforeAll(async () => {
    test = await testDatabase({ name: 'suspects' });
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.stop()));
    await test.database.sql('suspects').delete();
  });
  afterAll(() => test.drop());

  const warned: string[] = [];
  const log = { ...silent, warn: (_: object, text: string) => void warned.push(text) };
  const open = (
    clock: Clock = systemClock,
    database = test.database,
  ): { readonly store: SuspectStore; readonly service: string } => {
    const service = `kitchen ${stores.length}`;
    const store = suspectStore({ database, databaseUrl: test.url, service, clock, log });
    stores.push(store);
    return { store, service };
  };
  const sessions = async (service: string): Promise<number[]> =>
    test.database
      .sql('pg_stat_activity')
      .whereRaw('datname = current_database()')
      .where({ application_name: `${service} suspects` })
      .pluck<number[]>('pid');
  /** Ends a store's connection, as a network does. */
  const cut = async (service: string): Promise<void> => {
    const [pid] = await sessions(service);
    if (pid === undefined) return;
    await test.database.sql.raw('SELECT pg_terminate_backend(?)', [pid]);
    while ((await sessions(service)).includes(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const rows = () => test.database.sql('suspects').pluck<string[]>('message_id');

  suspectsContract(() => ({
    start: () => {
      let alive = true;
      const clock: Clock = { ...systemClock, after: (ms, then) => systemClock.after(ms, () => alive && then()) };
      const { store, service } = open(clock);
      const die = async (): Promise<void> => {
        alive = false;
        await cut(service);
      };
      return {
        deaths: (of) => store.deaths(of),
        record: (of) => store.record(of),
        forget: (of, end) => store.forget(of, end),
        die,
      };
    },
  }));

  it('a process that loses its connection shows that it lives again, and is not taken for dead', async () => {
    const { store, service } = open();
    await store.record(message);
    await cut(service);
    const { store: other } = open();
    while ((await sessions(service)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    while ((await other.deaths(message)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await rows()).toEqual(['letter-1']);
    await store.forget(message, { over: false });
    expect(await rows()).toEqual([]);
  });

  it('a process that ends well while another one looks is not taken for dead', async () => {
    const { database } = test;
    await database.sql('suspects').insert({ queue: message.queue, message_id: message.messageId, instance: 7 });
    const looks: string[] = [];
    const raw = async (text: string, values: Record<string, string>): Promise<unknown> => {
      const seen: unknown = await database.sql.raw(text, values);
      looks.push(text);
      await database.sql('suspects').where({ instance: 7 }).delete();
      return seen;
    };
    const { store } = open(systemClock, { ...database, sql: { raw } } as never);
    expect(await store.deaths(message)).toEqual([]);
    expect(looks).toHaveLength(2);
  });

  it('a process that stops while it still handles a suspect, or notes it, did not die of it', async () => {
    const { database } = test;
    const begun = { ...message, messageId: 'letter-2' };
    let hear = (): void => undefined;
    const heard = new Promise<void>((resolve) => (hear = resolve));
    const raw = async (text: string, values: Record<string, string>): Promise<unknown> => {
      const answer: unknown = await database.sql.raw(text, values);
      if (text.startsWith('INSERT') && values['id'] === begun.messageId) await heard;
      return answer;
    };
    const { store } = open(systemClock, {
      ...database,
      sql: Object.assign(database.sql.bind(undefined), { raw }),
    } as never);
    await store.record(message);
    const noted = store.record(begun);
    while ((await rows()).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = store.stop();
    hear();
    await Promise.all([noted, stopped]);
    expect(await rows()).toEqual([]);
  });

  it('a note of a message that comes back while its last end is still being written stays', async () => {
    const { sql } = test.database;
    await sql.raw(`
      CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END';
      CREATE TRIGGER slowly BEFORE DELETE ON suspects EXECUTE FUNCTION wait()`);
    const slow = new Client({ connectionString: test.url });
    await slow.connect();
    await slow.query('SELECT pg_advisory_lock(1)');
    const { store } = open();
    await store.record(message);
    const ended = store.forget(message, { over: false });
    const waiting = () => sql('pg_stat_activity').whereRaw(`datname = current_database() AND wait_event_type = 'Lock'`);
    while ((await waiting()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const noted = store.record(message);
    await Promise.race([noted, store.deaths(message)]);
    await slow.end();
    await Promise.all([ended, noted]);
    expect(await rows()).toEqual(['letter-1']);
    await sql.raw('DROP FUNCTION wait CASCADE');
  });

  it('an end that could not be written is written later, and the process is seen to live until then', async () => {
    const clock = manualClock();
    const { store, service } = open(clock);
    const { store: other } = open();
    warned.splice(0);
    await store.record(message);
    await test.database.sql.raw('ALTER TABLE suspects RENAME TO hidden');
    await store.forget(message, { over: false });
    await clock.advance(1_000);
    while (warned.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await test.database.sql.raw('ALTER TABLE hidden RENAME TO suspects');
    expect(await other.deaths(message)).toEqual([]);
    expect(await rows()).toEqual(['letter-1']);
    while ((await rows()).length > 0) await clock.advance(1_000);
    // Not at once: the row can be seen to be gone before the process hears of it.
    while ((await sessions(service)).length > 0) await clock.advance(10_000);
    expect(clock.pending).toBe(0);
  });

  it('a note that could not be made leaves nothing behind, and its error is the database\u2019s', async () => {
    const { store, service } = open();
    await test.database.sql.raw('ALTER TABLE suspects RENAME TO hidden');
    await expect(store.record(message)).rejects.toMatchObject({ code: '42P01' });
    await test.database.sql.raw('ALTER TABLE hidden RENAME TO suspects');
    await store.stop();
    while ((await sessions(service)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await rows()).toEqual([]);
  });

  it('take one connection, as long as something is suspected and a little longer', async () => {
    const clock = manualClock();
    const { store, service } = open(clock);
    expect(await store.deaths(message)).toEqual([]);
    expect(await sessions(service)).toEqual([]);
    const odd = { queue: 'kitchen.tickets', messageId: 'odd \u0000' };
    await Promise.all([store.record(message), store.record(odd)]);
    expect(await sessions(service)).toHaveLength(1);
    await store.forget(odd, { over: true });
    expect(await sessions(service)).toHaveLength(1);
    await store.forget(message, { over: true });
    await clock.advance(9_999);
    await store.record(message);
    await store.forget(message, { over: true });
    await clock.advance(9_999);
    expect(await sessions(service)).toHaveLength(1);
    await clock.advance(1);
    while ((await sessions(service)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('are forgotten by housekeeping a week later', async () => {
    const { store } = open();
    await store.record(message);
    await housekeep(test.database, new Date(Date.now() + 6 * 86_400_000));
    expect(await rows()).toEqual(['letter-1']);
    await housekeep(test.database, new Date(Date.now() + 8 * 86_400_000));
    expect(await rows()).toEqual([]);
  });
});

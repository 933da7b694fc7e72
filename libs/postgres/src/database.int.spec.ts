import { AsyncResource } from 'node:async_hooks';
import type { Migration } from './migrations';
import { isDatabaseAway, isTransactionConflict } from './errors';
import { silent } from './log';
import { openDatabase } from './open-database';
import { anOutboxRow, testDatabase, type TestDatabase } from './testing';

const notes: Migration = {
  name: '001-notes',
  up: async (sql) => {
    await sql.schema.createTable('notes', (table) => {
      table.integer('id').primary();
      table.text('text');
    });
  },
};

describe('a database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ migrations: [notes], name: 'database', poolSize: 4 });
  });
  afterAll(() => test.drop());
  beforeEach(() => test.database.sql.raw('TRUNCATE notes, outbox'));

  const texts = () => test.database.sql('notes').orderBy('id').pluck<string[]>('text');
  const waiting = () => test.database.sql('outbox').orderBy('seq').pluck<string[]>('event_id');

  it('commits the work and its events together, in their order, and tells listeners after the commit', async () => {
    const { database } = test;
    const seen: Promise<string[]>[] = [];
    const stop = database.onCommitted(() => seen.push(waiting()));
    const [first, second] = [anOutboxRow(), anOutboxRow()];
    await database.transaction(async () => {
      database.enqueue([first]);
      await database.sql('notes').insert({ id: 1, text: 'kept' });
      database.enqueue([second]);
    });
    stop();
    expect(await texts()).toEqual(['kept']);
    expect(seen).toHaveLength(1);
    expect(await seen[0]).toEqual([first.eventId, second.eventId]);
  });

  it('emits nothing and tells nobody when the work throws', async () => {
    const { database } = test;
    let told = 0;
    const stop = database.onCommitted(() => (told += 1));
    const work = database.transaction(async () => {
      await database.sql('notes').insert({ id: 1, text: 'lost' });
      database.enqueue([anOutboxRow()]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    stop();
    expect([await texts(), await waiting(), told]).toEqual([[], [], 0]);
  });

  it('does what is to follow a commit after it, once, and not at all after a rollback', async () => {
    const { database } = test;
    const done: string[] = [];
    await database.transaction(async () => {
      database.afterCommit(() => done.push('first'));
      await database.transaction(async () => database.afterCommit(() => done.push('nested')));
      database.afterCommit(() => {
        throw new Error('is logged');
      });
      database.afterCommit(() => done.push('last'));
      expect(done).toEqual([]);
    });
    expect(done).toEqual(['first', 'nested', 'last']);
    const work = database.transaction(async () => {
      database.afterCommit(() => done.push('never'));
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    database.afterCommit(() => done.push('at once'));
    expect(done.slice(3)).toEqual(['at once']);
  });

  it('shows how many of its connections are at work, and who waits for one', async () => {
    const { database } = test;
    expect(database.connections).toEqual({ used: 0, waiting: 0, size: 4 });
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const working = Array.from({ length: 6 }, () => database.transaction(() => held));
    const busy = { used: 4, waiting: 2, size: 4 };
    const seen = async (wanted: object): Promise<void> => {
      while (JSON.stringify(database.connections) !== JSON.stringify(wanted))
        await new Promise((resolve) => setTimeout(resolve, 5));
    };
    // Connections are made one after the other.
    await seen(busy);
    letGo();
    await Promise.all(working);
    await seen({ used: 0, waiting: 0, size: 4 });
  });

  it('names the statement that failed, but none of its values: they may be personal', async () => {
    const { sql } = test.database;
    await sql('notes').insert({ id: 1, text: 'for somebody else' });
    const again = sql('notes').insert({ id: 1, text: 'for Ada, 1 Main St' });
    const error = await again.then(String, String);
    expect(error).toContain('insert into "notes"');
    expect(error).toContain('duplicate key');
    expect(error).not.toContain('Ada');
  });

  it('joins a transaction inside another: the outer one decides', async () => {
    const { database } = test;
    const work = database.transaction(async () => {
      await database.transaction(async () => {
        expect(database.inTransaction).toBe(true);
        await database.sql('notes').insert({ id: 1, text: 'inner' });
        database.enqueue([anOutboxRow()]);
      });
      throw new Error('outer fails');
    });
    await expect(work).rejects.toThrow('outer fails');
    expect([await texts(), await waiting()]).toEqual([[], []]);
  });

  it('keeps two transactions at once apart', async () => {
    const { database } = test;
    const one = (id: number) =>
      database.transaction(async () => {
        await database.sql('notes').insert({ id, text: `n${id}` });
        if (id === 2) throw new Error('two fails');
      });
    const ends = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7, 8].map(one));
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await texts()).toEqual(['n1', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8']);
  });

  it('never reports a commit that PostgreSQL turned into a rollback, because a failed statement was swallowed', async () => {
    const { database } = test;
    const work = database.transaction(async () => {
      await database.sql('notes').insert({ id: 1, text: 'lost' });
      await database
        .sql('notes')
        .insert({ id: 1, text: 'twice' })
        .catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await texts()).toEqual([]);
  });

  it('lets a statement fail inside a savepoint of its own', async () => {
    const { database } = test;
    await database.transaction(async () => {
      await database.sql('notes').insert({ id: 1, text: 'kept' });
      await database.sql.transaction((inner) => inner('notes').insert({ id: 1, text: 'twice' })).catch(() => undefined);
    });
    expect(await texts()).toEqual(['kept']);
  });

  it('refuses events outside of a transaction, and code that outlives its transaction', async () => {
    const { database } = test;
    expect(() => database.enqueue([anOutboxRow()])).toThrow('inside a transaction only');
    const late = await database.transaction(() => Promise.resolve(AsyncResource.bind(() => database.sql)));
    expect(late).toThrow('outlived the transaction');
  });

  it('surfaces a deadlock as a transaction conflict', async () => {
    const { database } = test;
    await database.sql('notes').insert([
      { id: 1, text: 'a' },
      { id: 2, text: 'b' },
    ]);
    let arrived = 0;
    let meet: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (meet = resolve));
    const update = (first: number, second: number) =>
      database.transaction(async () => {
        await database.sql('notes').where({ id: first }).update({ text: 'x' });
        if ((arrived += 1) === 2) meet();
        await both;
        await database.sql('notes').where({ id: second }).update({ text: 'y' });
      });
    const ends = await Promise.allSettled([update(1, 2), update(2, 1)]);
    const failed = ends.filter((end) => end.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(isTransactionConflict(failed[0]?.reason)).toBe(true);
  });

  it('knows a terminated connection from a fault of the work, and goes on with a new connection', async () => {
    const { database } = test;
    const work = database.transaction(async () => {
      const { rows } = await database.sql.raw<{ rows: { pid: number }[] }>('SELECT pg_backend_pid() AS pid');
      await test.database.sql('notes').insert({ id: 1, text: 'lost' });
      await database.sql.raw('SELECT pg_terminate_backend(?)', [rows[0]?.pid ?? 0]);
      await database.sql('notes').insert({ id: 2, text: 'lost' });
    });
    const error: unknown = await work.catch((reason: unknown) => reason);
    expect(isDatabaseAway(error)).toBe(true);
    await database.ping();
    expect(await texts()).toEqual([]);
  });

  it('reads bigint as number while exact, timestamptz as Date, date as text', async () => {
    const { rows } = await test.database.sql.raw<{ rows: unknown[] }>(
      `SELECT 42::bigint AS small, 9007199254740993::bigint AS big, '2030-01-01T12:00:00Z'::timestamptz AS at,
              '2030-01-01'::date AS day, count(*) AS none FROM notes`,
    );
    const at = new Date('2030-01-01T12:00:00Z');
    expect(rows).toEqual([{ small: 42, big: 9007199254740993n, at, day: '2030-01-01', none: 0 }]);
  });

  it('is closed within seconds though some work never ends, and nothing of that work stays', async () => {
    const { url } = test;
    const closing = openDatabase({ url, name: 'closing', log: silent });
    let inside: () => void = () => undefined;
    const isInside = new Promise<void>((resolve) => (inside = resolve));
    const endless = closing.transaction(async () => {
      await closing.sql('notes').insert({ id: 77 });
      inside();
      await new Promise(() => undefined);
    });
    void endless.catch(() => undefined);
    await isInside;
    const begun = performance.now();
    await closing.close();
    expect(performance.now() - begun).toBeLessThan(10_000);
    // The lock on the row is gone with the connection.
    await test.database.sql('notes').insert({ id: 77 });
  });
});

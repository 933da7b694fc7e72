import type { Letter } from '@pizzeria/bus';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../database';
import { silent } from '../log';
import { openDatabase } from '../open-database';
import { testDatabase, type TestDatabase } from '../testing';
import { journalMigrations } from './migrations';
import { postgresJournal } from './postgres-journal';

const aLetter = (given: Partial<Letter> = {}): Letter => ({
  id: uuidv7(),
  queue: 'kitchen.tickets',
  messageId: uuidv7(),
  routingKey: 'order.placed.v2',
  body: Buffer.from([0, 255, 92, 120, 34]),
  marks: { attempts: 2, error: 'a "quoted" \\ reason', notBefore: '2030-01-01T12:00:00.000Z' },
  ...given,
});

describe('the journal of the in-memory bus', () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await testDatabase({ name: 'journal', migrations: journalMigrations, platform: false });
    database = test.database;
  });
  afterAll(() => test.drop());
  beforeEach(() => database.sql.raw('TRUNCATE letters; UPDATE journal SET in_use = false'));

  it('gives back, to another process, what was appended and not settled, oldest first and byte for byte', async () => {
    const letters = Array.from({ length: 5 }, () => aLetter());
    const journal = postgresJournal(database);
    await journal.append([...letters].reverse());
    await journal.settle(letters[1]?.id ?? '');
    const later = openDatabase({ url: test.url, name: 'restarted', log: silent });
    expect(await postgresJournal(later).load(new Date())).toEqual(letters.filter((_, n) => n !== 1));
    await later.close();
  });

  it('keeps a letter whose error holds what PostgreSQL has no character for', async () => {
    const journal = postgresJournal(database);
    const letter = aLetter();
    await journal.append([letter]);
    await journal.move({ ...letter, marks: { attempts: 3, error: 'half \ud83c, \u0000' } });
    expect(await journal.load(new Date())).toEqual([
      { ...letter, marks: { attempts: 3, error: 'half \uFFFD, \uFFFD' } },
    ]);
  });

  it('moves a letter to its rung and to the dead letters, at once', async () => {
    const journal = postgresJournal(database);
    const letter = aLetter();
    await journal.append([letter]);
    const delayed = { ...letter, marks: { attempts: 3 }, dueAt: new Date('2030-01-01T12:00:05Z') };
    await journal.move(delayed);
    expect(await journal.load(new Date())).toEqual([delayed]);
    await journal.close();
    const dead = { ...letter, queue: 'kitchen.tickets.dlq', marks: { reason: 'rejected' as const } };
    await journal.move(dead);
    expect(await journal.load(new Date())).toEqual([dead]);
  });

  it('keeps the last word on a letter when changes of it share a commit', async () => {
    const journal = postgresJournal(database);
    const [settled, moved] = [aLetter(), aLetter()];
    const to = { ...moved, queue: 'orders.progress' };
    await Promise.all([
      journal.append([settled, moved]),
      journal.settle(settled.id),
      journal.move(to),
      journal.append([aLetter({ queue: 'other' })]),
    ]);
    expect((await journal.load(new Date())).map(({ queue }) => queue)).toEqual(['orders.progress', 'other']);
  });

  it('counts for every letter that was due how many processes ended without closing it, and anew for a copy', async () => {
    const noon = new Date('2030-01-01T12:00:00Z');
    const [due, late] = [aLetter({ dueAt: noon }), aLetter({ dueAt: new Date(noon.getTime() + 1) })];
    const first = postgresJournal(database);
    await first.append([due, late]);
    const deaths = async (journal = postgresJournal(database)) =>
      (await journal.load(noon)).map((letter) => letter.deaths ?? 0);
    expect(await deaths()).toEqual([0, 0]);
    expect(await deaths()).toEqual([1, 0]);
    const orderly = postgresJournal(database);
    expect(await deaths(orderly)).toEqual([2, 0]);
    await orderly.close();
    const last = postgresJournal(database);
    expect(await deaths(last)).toEqual([2, 0]);
    await last.move({ ...due, deaths: 2 });
    expect((await last.load(noon)).map((letter) => letter.deaths ?? 0)).toEqual([1, 0]);
  });

  it('shares commits among concurrent callers', async () => {
    const journal = postgresJournal(database);
    const statements: string[] = [];
    database.sql.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    await Promise.all(Array.from({ length: 300 }, () => journal.append([aLetter()])));
    database.sql.removeAllListeners('query');
    expect(statements.length).toBeLessThanOrEqual(3);
    expect(await journal.load(new Date())).toHaveLength(300);
  });

  it('fails those of a commit that failed, and no others', async () => {
    const journal = postgresJournal(database);
    const bad = journal.append([aLetter({ id: 'no uuid' })]);
    await expect(bad).rejects.toThrow('no uuid');
    await journal.append([aLetter()]);
    expect(await journal.load(new Date())).toHaveLength(1);
  });
});

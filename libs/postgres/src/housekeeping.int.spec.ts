import { V7Generator } from 'uuidv7';
import { deadLetters } from './dead-letters/dead-letters';
import { housekeep } from './housekeeping';
import { inbox } from './inbox';
import { testDatabase, type TestDatabase } from './testing';

const day = (n: number): Date => new Date(Date.UTC(2030, 0, 1) + n * 86_400_000);

describe('housekeeping', () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await testDatabase({ name: 'housekeeping' });
  });
  afterEach(() => test.drop());

  const tables = async (name: string) =>
    (
      await test.database.sql.raw<{ rows: { name: string }[] }>(
        'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = ?::regclass ORDER BY 1',
        [name],
      )
    ).rows.map((row) => row.name);
  const idAt = (at: Date) => new V7Generator().generateOrResetCore(at.getTime(), 10_000).toString();
  const handle = (messageId: string) =>
    test.database.transaction(() =>
      inbox(test.database).record({ messageId, consumer: 'kitchen.tickets', type: 't', subject: 's', attempts: 1 }),
    );
  const partitionOf = async (messageId: string) =>
    (
      await test.database.sql.raw<{ rows: { name: string }[] }>(
        'SELECT tableoid::regclass::text AS name FROM inbox WHERE message_id = ?',
        [messageId],
      )
    ).rows[0]?.name;

  it('finds partitions of now in a database just migrated, so that what is handled first never has to move', async () => {
    expect(await tables('inbox')).toHaveLength(4);
    expect(await tables('published')).toHaveLength(4);
    const id = idAt(new Date());
    await handle(id);
    expect(await partitionOf(id)).toMatch(/^inbox_\d{8}$/);
  });

  it('makes partitions ahead, once, and messages go where the time in their id says', async () => {
    await housekeep(test.database, day(0));
    await housekeep(test.database, day(0));
    const weeks = ['inbox_20291227', 'inbox_20300103', 'inbox_20300110'];
    expect((await tables('inbox')).filter((name) => name >= 'inbox_2029')).toEqual([...weeks, 'inbox_default']);
    const [today, nextWeek, longAgo] = [idAt(day(0)), idAt(day(7)), idAt(day(-400))];
    for (const id of [today, nextWeek, longAgo]) expect(await handle(id)).toBe(true);
    expect(await Promise.all([today, nextWeek, longAgo].map(partitionOf))).toEqual([
      'inbox_20291227',
      'inbox_20300103',
      'inbox_default',
    ]);
    for (const id of [today, nextWeek, longAgo]) expect(await handle(id)).toBe(false);
  });

  it('moves what came before its partition was there, and still knows it', async () => {
    const id = idAt(day(0));
    await handle(id);
    expect(await partitionOf(id)).toBe('inbox_default');
    await housekeep(test.database, day(0));
    expect(await partitionOf(id)).toBe('inbox_20291227');
    expect(await handle(id)).toBe(false);
  });

  it('drops what is older than its retention, and nothing younger', async () => {
    await housekeep(test.database, day(0));
    const id = idAt(day(0));
    await handle(id);
    await housekeep(test.database, day(31));
    expect(await handle(id)).toBe(false);
    await housekeep(test.database, day(40));
    expect(await tables('inbox')).not.toContain('inbox_20291227');
    expect(await tables('published')).not.toContain('published_20291227');
    expect(await partitionOf(id)).toBeUndefined();
  });

  it('never forgets a message that was handled a short time ago, however old it is', async () => {
    await housekeep(test.database, day(0));
    const id = idAt(day(0));
    await handle(id);
    await test.database.sql('inbox').update({ started_at: day(35) });
    await housekeep(test.database, day(40));
    expect(await handle(id)).toBe(false);
    await housekeep(test.database, day(66));
    expect(await partitionOf(id)).toBeUndefined();
  });

  it.each(['inbox_20291227', 'inbox_default'])(
    'forgets no message of %s while a dead letter of it can be replayed',
    async (partition) => {
      if (partition !== 'inbox_default') await housekeep(test.database, day(0));
      const id = idAt(day(0));
      await handle(id);
      expect(await partitionOf(id)).toBe(partition);
      const letter = {
        queue: 'kitchen.tickets',
        messageId: 'any',
        routingKey: 'r',
        body: Buffer.from('{}'),
        marks: {},
      };
      await deadLetters(test.database).add({ ...letter, eventId: id, receivedAt: day(1) });
      await housekeep(test.database, day(400));
      expect(await handle(id)).toBe(false);
      await test.database.sql('dead_letters').update({ state: 'replayed', state_since: day(401) });
      await housekeep(test.database, day(430));
      expect(await handle(id)).toBe(false);
      await housekeep(test.database, day(440));
      expect(await partitionOf(id)).toBeUndefined();
    },
  );

  it('waits for no lock longer than two seconds, and fails then', async () => {
    const { database } = test;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let locked: () => void = () => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const long = database.transaction(async () => {
      await database.sql('published_default').delete();
      locked();
      await released;
    });
    await isLocked;
    await expect(housekeep(database, day(0))).rejects.toMatchObject({ code: '55P03' });
    release();
    await long;
    await housekeep(database, day(0));
  });
});

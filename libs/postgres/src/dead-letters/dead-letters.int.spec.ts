import { uuidv7 } from 'uuidv7';
import { testDatabase, type TestDatabase } from '../testing';
import { aDeadLetter } from './dead-letter.fixture';
import type { DeadLetter } from './dead-letter';
import { deadLetters, type DeadLetters } from './dead-letters';

describe('dead letters', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ name: 'dead_letters' });
  });
  afterAll(() => test.drop());
  beforeEach(() => test.database.sql.raw('TRUNCATE dead_letters CASCADE'));

  const sent: DeadLetter[] = [];
  beforeEach(() => void sent.splice(0));
  const send = async (letter: DeadLetter) => void sent.push(letter);
  const only = async (store: DeadLetters) => (await store.list({ state: 'any' }))[0] as DeadLetter;

  it.each([
    ['a NUL', '\u0000'],
    ['half an emoji', '\ud83c'],
  ])('are kept though %s is in all that they say', async (_, odd) => {
    const said = `odd ${odd}`;
    const letter = aDeadLetter({
      messageId: said,
      routingKey: said,
      type: said,
      subject: said,
      marks: { reason: 'invalid', error: said, stack: said },
    });
    expect(await deadLetters(test.database).add(letter)).toBe(true);
    const kept = 'odd \uFFFD';
    expect(await deadLetters(test.database).list()).toMatchObject([
      { messageId: kept, subject: kept, error: kept, marks: { error: kept, stack: kept } },
    ]);
  });

  it('come back as they were given', async () => {
    const letter = aDeadLetter({ eventId: uuidv7() });
    expect(await deadLetters(test.database).add(letter)).toBe(true);
    expect(await deadLetters(test.database).list()).toEqual([
      {
        ...letter,
        id: expect.any(String) as string,
        reason: 'retries-exhausted',
        attempts: 8,
        error: 'the oven is cold',
        stack: 'Error: the oven is cold\n    at bake',
        firstFailedAt: new Date('2030-01-01T12:00:00Z'),
        lastFailedAt: new Date('2030-01-01T13:00:00Z'),
        state: 'waiting',
        stateSince: expect.any(Date) as Date,
        replays: 0,
        arrivals: 1,
      },
    ]);
  });

  it('are kept whatever numbers and times a stranger marked them with', async () => {
    const store = deadLetters(test.database);
    for (const [attempts, lastFailedAt] of [
      [1e300, 'yesterday'],
      [0.5, '+200000-01-01T00:00:00Z'],
      [-7, ''],
    ] as const)
      expect(await store.add(aDeadLetter({ marks: { attempts, lastFailedAt, replays: attempts } }))).toBe(true);
    expect((await store.list()).map(({ attempts, lastFailedAt }) => [attempts, lastFailedAt]).sort()).toEqual([
      [0, undefined],
      [0, undefined],
      [2 ** 31 - 1, undefined],
    ]);
  });

  it('are kept once when delivered twice, also after a replay or a discarding', async () => {
    const letter = aDeadLetter();
    const store = deadLetters(test.database);
    expect(await Promise.all([store.add(letter), store.add(letter)])).toEqual(expect.arrayContaining([true, false]));
    const { id } = await only(store);
    await store.replay(id, 'Ada', send);
    expect(await store.add(letter)).toBe(false);
    await store.restore(id, 'Ada');
    await store.discard(id, 'Ada', 'not needed');
    expect(await store.add(letter)).toBe(false);
    expect(await store.list()).toEqual([]);
    expect(await only(store)).toMatchObject({ state: 'discarded', arrivals: 4 });
  });

  it('are two when two messages bear one id, or none', async () => {
    const store = deadLetters(test.database);
    for (const messageId of ['', uuidv7()])
      for (const body of ['one', 'other']) {
        const letter = aDeadLetter({ messageId, body: Buffer.from(body) });
        expect([await store.add(letter), await store.add(letter)]).toEqual([true, false]);
      }
    expect(await store.total()).toBe(4);
  });

  it('are found by queue, reason, type, subject, time and id, page by page, and grouped by what is alike', async () => {
    const store = deadLetters(test.database);
    const rejected = { reason: 'rejected' as const, error: `no order ${uuidv7()}\nmore` };
    const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 14, minute));
    for (let n = 0; n < 3; n += 1) await store.add(aDeadLetter({ receivedAt: at(n) }));
    await store.add(aDeadLetter({ marks: rejected, receivedAt: at(5) }));
    await store.add(
      aDeadLetter({ marks: { ...rejected, error: `no order ${uuidv7()}` }, subject: 'order/2', receivedAt: at(7) }),
    );
    await store.add(aDeadLetter({ marks: rejected, queue: 'kitchen.clock', type: 'x.reorder.placed' }));
    expect(await store.count()).toEqual([
      { queue: 'kitchen.clock', reason: 'rejected', count: 1 },
      { queue: 'kitchen.tickets', reason: 'rejected', count: 2 },
      { queue: 'kitchen.tickets', reason: 'retries-exhausted', count: 3 },
    ]);
    expect(
      (await store.groups()).map(({ queue, error, count, first, last }) => [queue, error, count, first, last]),
    ).toEqual([
      ['kitchen.tickets', 'the oven is cold', 3, at(0), at(2)],
      ['kitchen.tickets', 'no order <id>', 2, at(5), at(7)],
      ['kitchen.clock', 'no order <id>', 1, expect.any(Date), expect.any(Date)],
    ]);
    const all = await store.list();
    const seen: string[] = [];
    for (let page = await store.list({ limit: 4 }); page.length > 0;) {
      seen.push(...page.map(({ id }) => id));
      page = await store.list({ limit: 4, after: page.at(-1) });
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    const totals = await Promise.all(
      [
        { type: 'order.placed' },
        { subject: 'order/2' },
        { reason: 'rejected' as const, queue: 'kitchen.tickets' },
        { since: at(5) },
        { since: at(1), until: at(2) },
        { ids: seen.slice(0, 2) },
        { state: 'any' as const },
      ].map((filter) => store.total(filter)),
    );
    expect(totals).toEqual([5, 1, 2, 2, 1, 2, 6]);
  });
});

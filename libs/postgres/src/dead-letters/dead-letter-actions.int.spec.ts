import { AsyncResource } from 'node:async_hooks';
import { uuidv7 } from 'uuidv7';
import { testDatabase, type TestDatabase } from '../testing';
import { aDeadLetter } from './dead-letter.fixture';
import type { DeadLetter, NewDeadLetter } from './dead-letter';
import { deadLetters, type DeadLetters } from './dead-letters';

const elsewhere = new AsyncResource('another process');
const outside = <T>(work: () => T): T => elsewhere.runInAsyncScope(work);

describe('dead letters in people’s hands', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ name: 'dead_letter_actions' });
  });
  afterAll(() => test.drop());
  beforeEach(() => test.database.sql.raw('TRUNCATE dead_letters CASCADE'));

  const sent: DeadLetter[] = [];
  beforeEach(() => void sent.splice(0));
  const send = async (letter: DeadLetter) => void sent.push(letter);
  const only = async (store: DeadLetters) => (await store.list({ state: 'any' }))[0] as DeadLetter;
  const failedAgain = (letter: NewDeadLetter, replays: number, error = 'the oven is still cold') => ({
    ...letter,
    marks: { reason: 'rejected' as const, error, replays },
  });

  it('wait again, with their history, when the message fails again after a replay', async () => {
    const store = deadLetters(test.database);
    const letter = aDeadLetter();
    await store.add(letter);
    const { id } = await only(store);
    await store.replay(id, 'Ada', send);
    expect(sent.map(({ replays }) => replays)).toEqual([1]);
    expect(await store.add(failedAgain(letter, 1))).toBe(true);
    expect(await store.add(failedAgain(letter, 1))).toBe(false);
    expect(await store.list()).toMatchObject([
      { id, state: 'waiting', reason: 'rejected', error: 'the oven is still cold', replays: 1, arrivals: 3 },
    ]);
    expect(await store.history(id)).toMatchObject([
      { action: 'failed', note: 'retries-exhausted: the oven is cold' },
      { action: 'replayed', by: 'Ada' },
      { action: 'failed', note: 'rejected: the oven is still cold' },
    ]);
  });

  it('wait again though the replay that failed was never noted, or is being noted', async () => {
    const store = deadLetters(test.database);
    const letter = aDeadLetter();
    await store.add(letter);
    const { id } = await only(store);
    const crash = Promise.reject(new Error('killed'));
    crash.catch(() => undefined);
    await expect(store.replay(id, 'Ada', () => crash)).rejects.toThrow('killed');
    expect(await store.add(failedAgain(letter, 1))).toBe(true);
    let back: Promise<boolean> = Promise.resolve(false);
    // It fails while the replay is not committed yet.
    await store.replay(
      id,
      'Ada',
      async ({ replays }) => void (back = outside(() => store.add(failedAgain(letter, replays)))),
    );
    expect(await back).toBe(true);
    expect(await store.list()).toMatchObject([{ id, state: 'waiting', replays: 2, arrivals: 3 }]);
  });

  it('are replayed by one caller only, who sends before it is noted', async () => {
    const store = deadLetters(test.database);
    await store.add(aDeadLetter());
    const { id } = await only(store);
    const states: string[] = [];
    const look = async (letter: DeadLetter) => {
      states.push((await only(deadLetters(test.database))).state);
      await send(letter);
    };
    const outcomes = await Promise.all([1, 2, 3].map(() => store.replay(id, 'Ada', look)));
    expect(outcomes.map((outcome) => outcome?.kind).sort()).toEqual(['already', 'already', 'done']);
    expect(sent).toHaveLength(1);
    expect(states).toEqual(['replayed']);
  });

  it('are replayed one after the other, those that wait longest first, those in other hands passed over', async () => {
    const store = deadLetters(test.database);
    for (const minute of [3, 1, 2])
      await store.add(aDeadLetter({ receivedAt: new Date(Date.UTC(2030, 0, 1, 14, minute)) }));
    const ids = (await store.list()).map(({ id }) => id).reverse();
    const before = await store.now();
    const inner: (string | undefined)[] = [];
    const other = async () => {
      // A connection of its own, as another process has.
      inner.push(await outside(() => store.replayNext({}, 'Bo', send)));
    };
    expect(await store.replayNext({}, 'Ada', other)).toBe(ids[0]);
    expect(inner).toEqual([ids[1]]);
    expect(await store.replayNext({}, 'Ada', send, [ids[2] as string])).toBeUndefined();
    expect(await store.replayNext({}, 'Ada', send)).toBe(ids[2]);
    for (const { id } of await store.list({ state: 'replayed' })) await store.restore(id, 'Ada');
    expect(await store.replayNext({ notReplayedSince: before }, 'Ada', send)).toBeUndefined();
    expect(await store.total({ notReplayedSince: await store.now() })).toBe(3);
  });

  it('change from state to state as people say, and tell who and why', async () => {
    const store = deadLetters(test.database);
    await store.add(aDeadLetter());
    const { id } = await only(store);
    const kinds = [
      await store.discard(id, 'Ada', 'a test order'),
      await store.discard(id, 'Bo', 'me too'),
      await store.replay(id, 'Bo', send),
      await store.restore(id, 'Cy'),
      await store.restore(id, 'Cy'),
      await store.replay(id, 'Dee', send),
      await store.discard(id, 'Dee', 'too late'),
    ].map((change) => [change?.kind, change?.letter.state]);
    expect(kinds).toEqual([
      ['done', 'discarded'],
      ['already', 'discarded'],
      ['refused', 'discarded'],
      ['done', 'waiting'],
      ['already', 'waiting'],
      ['done', 'replayed'],
      ['refused', 'replayed'],
    ]);
    expect((await store.history(id)).map(({ action, by, note }) => [action, by, note])).toEqual([
      ['failed', undefined, 'retries-exhausted: the oven is cold'],
      ['discarded', 'Ada', 'a test order'],
      ['restored', 'Cy', undefined],
      ['replayed', 'Dee', undefined],
    ]);
    expect(await store.discard(uuidv7(), 'Ada', 'nothing there')).toBeUndefined();
  });

  it('are forgotten when they were dealt with long ago, never while they wait', async () => {
    const store = deadLetters(test.database);
    for (let n = 0; n < 2; n += 1) await store.add(aDeadLetter());
    const [{ id }] = (await store.list()) as [DeadLetter];
    await store.replay(id, 'Ada', send);
    const now = await store.now();
    expect(await store.prune(new Date(now.getTime() - 60_000))).toBe(0);
    expect(await store.prune(new Date(now.getTime() + 60_000))).toBe(1);
    expect(await store.total({ state: 'any' })).toBe(1);
  });
});

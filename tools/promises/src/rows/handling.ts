import { until } from '@pizzeria/bus/testing';
import { uuidv7Ids } from '@pizzeria/bus';
import { quick, type PromiseTest } from '../promise-test';
import { allTries } from '../world/ladder';

/** The two forms of handler, duplicates, order, and the end of a process. */
export const handlingRows: readonly PromiseTest[] = [
  quick('duplicate', 'the same event published three times', async (world) => {
    const job = world.newJob();
    const id = uuidv7Ids.next();
    await Promise.all([1, 2, 3].map(() => world.publishOrder(job, { id })));
    await until('all three have ended', () => world.notes.outcomes(id).length === 3);
    expect([...world.notes.outcomes(id)].sort()).toEqual(['duplicate', 'duplicate', 'handled']);
    await world.books.done(job);
    expect([await world.books.effects(job), await world.books.finished(job), world.notes.sent(job)]).toEqual([1, 1, 1]);
  }),

  quick('duplicate', 'three events of one job, the last one first', async (world) => {
    const job = world.newJob();
    for (const sequence of [3, 1, 2]) {
      await world.publishOrder(job, { sequence });
      await until('it is handled', async () => (await world.books.effects(job)) === [3, 1, 2].indexOf(sequence) + 1);
    }
    expect(await world.books.state(job)).toBe(3);
  }),

  quick('on-handler', 'it throws after it has written and published, four times, and then succeeds', async (world) => {
    const job = world.newJob();
    await world.publishOrder(job, { does: 'throw-4-hold' });
    await world.notes.tried('work', job, 5);
    expect(await world.books.effects(job)).toBe(0);
    await world.openGate(job);
    await world.books.done(job);
    expect([await world.books.effects(job), await world.books.inbox(job), await world.books.finished(job)]).toEqual([
      1, 1, 1,
    ]);
    expect((await world.books.left('desk', job)).length).toBe(1);
  }),

  quick('on-handler', 'kill -9 after it has written and published, before its commit', async (world) => {
    const job = world.newJob();
    await world.publishOrder(job, { does: 'hold' });
    await world.notes.tried('work', job);
    await world.kill('desk');
    await until('nothing of it stays', async () => (await world.books.effects(job)) === 0);
    expect([await world.books.inbox(job), await world.books.waiting('desk', job)]).toEqual([0, 0]);
    await world.startAll();
    await world.notes.tried('work', job, 2);
    await world.openGate(job);
    await world.books.done(job);
    expect([await world.books.effects(job), (await world.books.left('desk', job)).length]).toEqual([1, 1]);
  }),

  quick('deliver-handler', 'a call that fails four times is made again, by the same ladder', async (world) => {
    const job = world.newJob();
    await world.publishOrder(job, { post: 'throw-4' });
    await world.books.done(job);
    expect([world.notes.tries('send', job).length, world.notes.sent(job)]).toEqual([5, 1]);
    expect(await world.books.inbox(job, 'desk.post')).toBe(1);
  }),

  quick('deliver-handler', 'a call that always fails is given up: a dead letter, its claim released', async (world) => {
    const job = world.newJob();
    await world.publishOrder(job, { post: 'throw' });
    await until('it is given up', async () => (await world.books.deadLetters(job)).length === 1);
    const [letter] = await world.books.deadLetters(job);
    expect(letter).toMatchObject({ queue: 'desk.post', reason: 'retries-exhausted', attempts: allTries });
    expect([await world.books.posted(job), world.notes.sent(job)]).toEqual(['given-up', 0]);
  }),

  quick('deliver-handler', 'RetryAfter in claim delays the call', async (world) => {
    const job = world.newJob();
    await world.publishOrder(job, { post: 'wait' });
    await world.books.done(job);
    const [first = 0, second = 0] = world.notes.tries('claim', job);
    expect(second - first).toBeGreaterThanOrEqual(95);
    expect(world.notes.sent(job)).toBe(1);
  }),

  quick('deliver-handler', 'kill -9 between send and settle', async (world) => {
    const job = world.newJob();
    await world.publishOrder(job, { post: 'hold' });
    await world.notes.tried('send', job);
    await world.kill('desk');
    expect(await world.books.posted(job)).toBe('claimed');
    await world.startAll();
    await until('it is shown as uncertain', async () => (await world.books.posted(job)) === 'uncertain');
    await until('it is not delivered any more', async () => (await world.books.inbox(job, 'desk.post')) === 1);
    expect(world.notes.sent(job)).toBe(1);
  }),

  quick('order', 'the connection to the broker is cut again and again', async (world) => {
    const job = world.newJob();
    const sequences = Array.from({ length: 25 }, (_, index) => index + 1);
    for (const sequence of sequences) {
      expect(await world.order(job, { sequence })).toBe(201);
      if (sequence % 5 === 0) world.brokerNetwork.drop();
    }
    await until('all have left', async () => (await world.books.published('shop', job)).length === sequences.length);
    const left = await world.books.published('shop', job);
    expect(left.map(({ sequence }) => Number(sequence))).toEqual(sequences);
    await until('all are handled', async () => (await world.books.effects(job)) === sequences.length);
  }),

  quick('sigterm', 'one handler runs, twenty messages wait, one event is being published', async (world) => {
    const from = world.notes.length;
    const blocking = Array.from({ length: 4 }, () => world.newJob());
    for (const job of blocking) await world.publishOrder(job, { does: 'hold' });
    for (const job of blocking) await world.notes.tried('work', job);
    const waiting = Array.from({ length: 20 }, () => world.newJob());
    for (const job of waiting) await world.publishOrder(job);
    const desk = world.process('desk');
    expect(await desk.readiness()).toBe(200);
    desk.terminate();
    await until('it is not ready', async () => (await desk.readiness()) === 503);
    await until('the unstarted are handed back', () => world.notes.ended('handedBack', 'desk.work', from).length > 0);
    for (const job of blocking) await world.openGate(job);
    expect(await desk.ended).toEqual({ code: 0, signal: null });
    for (const job of blocking) expect(await world.books.effects(job)).toBe(1);
    for (const job of waiting) expect(world.notes.tries('work', job)).toEqual([]);
    await world.startAll();
    for (const job of [...blocking, ...waiting]) await world.books.done(job);
    for (const job of [...blocking, ...waiting]) expect(await world.books.effects(job)).toBe(1);
    const attempts = await world.databases.desk.direct
      .sql<{ subject: string; consumer: string; attempts: number }>('inbox')
      .whereIn(
        'subject',
        waiting.map((job) => `job/${job}`),
      )
      .where({ consumer: 'desk.work' })
      .pluck<number[]>('attempts');
    expect(attempts).toEqual(waiting.map(() => 1));
  }),
];

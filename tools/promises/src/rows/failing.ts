import { until } from '@pizzeria/bus/testing';
import { uuidv7Ids } from '@pizzeria/bus';
import { quick, type PromiseTest } from '../promise-test';
import { allTries, ladder } from '../world/ladder';
import { shortDeadlineMs } from '../subject/desk';

/** Envelope of a `job.ordered` with any payload, version and type. */
const envelope = (id: string, data: unknown, { type = 'job.ordered', version = 1 } = {}): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    type: `example.promises.${type}`,
    source: 'promises/shop',
    subject: `job/${(data as { job?: string }).job ?? 'unknown'}`,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: `urn:promises:${type}:v${version}`,
    sequence: 1,
    data,
  });

/** What becomes of a message that fails, and of one that cannot be read. */
export const failingRows: readonly PromiseTest[] = [
  quick('handler-throws', 'every try fails', async (world) => {
    const [job, neighbour] = [world.newJob(), world.newJob()];
    const id = await world.publishOrder(job, { does: 'throw' });
    await world.publishOrder(neighbour);
    const letter = await world.books.deadLetterOf(id);
    expect(letter).toMatchObject({
      queue: 'desk.work',
      reason: 'retries-exhausted',
      error: `${job} fails`,
      attempts: allTries,
    });
    expect(letter.stack).toContain(`Error: ${job} fails`);
    expect(Number(letter.lastFailedAt) - Number(letter.firstFailedAt)).toBeGreaterThanOrEqual(340);
    const tries = world.notes.tries('work', job);
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    ladder.forEach((ms, rung) => expect(pauses[2 + rung]).toBeGreaterThanOrEqual(ms - 5));
    expect(tries).toHaveLength(allTries);
    expect([await world.books.effects(job), await world.books.inbox(job), await world.books.state(job)]).toEqual([
      0,
      0,
      undefined,
    ]);
    expect(await world.books.published('desk', job)).toEqual([]);
    await world.books.done(neighbour);
  }),

  quick('handler-throws', 'a later try succeeds: the effect is one, and there is no dead letter', async (world) => {
    const job = world.newJob();
    const id = await world.publishOrder(job, { does: 'throw-4' });
    await world.books.done(job);
    expect([await world.books.effects(job), await world.books.inbox(job), await world.books.finished(job)]).toEqual([
      1, 1, 1,
    ]);
    await until('it is told', () => world.notes.outcomes(id).at(-1) === 'handled');
    expect(world.notes.tries('work', job)).toHaveLength(5);
    expect(await world.books.deadLetters(job)).toEqual([]);
  }),

  quick('reject', 'after one try, without effect', async (world) => {
    const job = world.newJob();
    const id = await world.publishOrder(job, { does: 'reject' });
    expect(await world.books.deadLetterOf(id)).toMatchObject({
      reason: 'rejected',
      error: `${job} can never be done`,
      attempts: 1,
    });
    expect(world.notes.tries('work', job)).toHaveLength(1);
    expect(await world.books.effects(job)).toBe(0);
  }),

  quick('retry-after', 'the second try is the first that counts', async (world) => {
    const job = world.newJob();
    const id = await world.publishOrder(job, { does: 'wait' });
    await world.books.done(job);
    const [first = 0, second = 0] = world.notes.tries('work', job);
    expect(second - first).toBeGreaterThanOrEqual(95);
    expect(world.notes.outcomes(id)).not.toContain('failed');
    const entry = await world.databases.desk.direct
      .sql<{ message_id: string; consumer: string; attempts: number }>('inbox')
      .where({ message_id: id, consumer: 'desk.work' })
      .first();
    expect(entry?.attempts).toBe(1);
  }),

  quick('invalid-payload', 'a wrong value and a missing one', async (world) => {
    const id = uuidv7Ids.next();
    const from = world.notes.length;
    await world.sendToDesk('desk.work', id, envelope(id, { job: world.newJob(), does: 'dance' }));
    const letter = await world.books.deadLetterOf(id);
    expect(letter).toMatchObject({ queue: 'desk.work', reason: 'invalid', attempts: 0 });
    expect(letter.error).toMatch(/data\.does: .*data\.post: /);
    expect(world.notes.ended('failed', 'desk.work', from)).not.toContain(id);
    expect(world.notes.outcomes(id)).toEqual(['dead']);
  }),

  quick('unknown-message', 'a type of another queue', async (world) => {
    const id = uuidv7Ids.next();
    await world.sendToDesk('desk.work', id, envelope(id, { job: 'j' }, { type: 'bell.rung' }));
    expect(await world.books.deadLetterOf(id)).toMatchObject({ queue: 'desk.work', reason: 'unknown-type' });
  }),

  quick('unknown-message', 'a version from the future', async (world) => {
    const id = uuidv7Ids.next();
    const body = envelope(id, { anything: [1, 2] }, { version: 7 });
    await world.sendToDesk('desk.work', id, body);
    const letter = await world.books.deadLetterOf(id);
    expect(letter).toMatchObject({ reason: 'unsupported-version', routingKey: 'job.ordered.v1' });
    expect(letter.body.toString()).toBe(body);
  }),

  quick('unknown-message', 'a version from the future is replayed after a deploy and handled once', async (world) => {
    const [id, job] = [uuidv7Ids.next(), world.newJob()];
    const body = envelope(id, { job, does: 'work', post: 'work', floor: 3 }, { version: 2 });
    await world.sendToDesk('desk.work', id, body);
    const letter = await world.books.deadLetterOf(id);
    expect(letter.reason).toBe('unsupported-version');
    await world.deploy('tomorrow');
    const replay = `/api/operations/desk/dead-letters/${letter.id}/replay`;
    expect(await world.process('desk').post(replay, {})).toBe(200);
    await world.books.done(job);
    expect([await world.books.effects(job), (await world.books.deadLetters(job)).length]).toEqual([1, 0]);
  }),

  quick('handler-deadline', 'at every try, until it is given up', async (world) => {
    const job = world.newJob();
    await world.process('shop').post('/api/calls', { job, what: 'hurry' });
    await until('it is given up', async () => (await world.books.deadLetters(job)).length > 0);
    const [letter] = await world.books.deadLetters(job);
    expect(letter).toMatchObject({ queue: 'desk.hurry', reason: 'retries-exhausted', attempts: allTries });
    expect(letter?.error).toContain(`${shortDeadlineMs} ms`);
    // On a busy machine a try can be over before its handler has come to report it.
    const tries = world.notes.tries('hurry', job).length;
    expect(tries).toBeGreaterThan(0);
    await until('each was told to stop', () => world.notes.aborted(job) === tries);
    expect([await world.books.effects(job), await world.books.inbox(job, 'desk.hurry')]).toEqual([0, 0]);
  }),

  quick('producer-invalid', 'though neither database nor broker could be reached', async (world) => {
    world.databases.shop.network.refuse();
    world.brokerNetwork.refuse();
    expect(await world.process('shop').command({ do: 'publish-invalid' })).toBe('InvalidEvent');
  }),

  quick('producer-invalid', 'a request that wrote before it published', async (world) => {
    const job = world.newJob();
    expect(await world.process('shop').post('/api/impossible-jobs', { job })).toBe(500);
    const next = world.newJob();
    expect(await world.order(next)).toBe(201);
    await until('the next job has left', async () => (await world.books.published('shop', next)).length === 1);
    expect([await world.books.ordered(job), (await world.books.published('shop', job)).length]).toEqual([0, 0]);
  }),
];

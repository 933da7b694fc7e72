import { until } from '@pizzeria/bus/testing';
import { quick, slow, type PromiseTest } from '../promise-test';
import type { World } from '../world/world';

const many = 30;

/** Orders jobs one after the other, each taken with 201. */
const orderMany = async (world: World, count = many): Promise<readonly string[]> => {
  const jobs = Array.from({ length: count }, () => world.newJob());
  for (const job of jobs) expect(await world.order(job)).toBe(201);
  return jobs;
};

/** Waits until all are done, and finds every effect once. */
const effectsOnce = async (world: World, jobs: readonly string[]): Promise<void> => {
  for (const job of jobs) await world.books.done(job);
  for (const job of jobs)
    expect([await world.books.effects(job), await world.books.inbox(job), await world.books.finished(job)]).toEqual([
      1, 1, 1,
    ]);
};

/** The same for what came by the shop's outbox. A call is made at most once: a kill may have come between. */
const allOnce = async (world: World, jobs: readonly string[]): Promise<void> => {
  await effectsOnce(world, jobs);
  for (const job of jobs) {
    expect((await world.books.left('shop', job)).length).toBe(1);
    if ((await world.books.posted(job)) === 'sent') expect(world.notes.sent(job)).toBe(1);
    else expect(world.notes.sent(job)).toBeLessThanOrEqual(1);
  }
};

/** Processes, connections and messages that are lost. */
export const losingRows: readonly PromiseTest[] = [
  quick('consumer-killed', 'kill -9 in the middle of a handler', async (world) => {
    const [job, neighbour] = [world.newJob(), world.newJob()];
    await world.publishOrder(job, { does: 'hold' });
    await world.publishOrder(neighbour);
    await world.notes.tried('work', job);
    await world.kill('desk');
    expect(await world.books.effects(job)).toBe(0);
    await world.startAll();
    await world.notes.tried('work', job, 2);
    await world.openGate(job);
    await effectsOnce(world, [job, neighbour]);
  }),

  {
    ...quick('consumer-killed', 'another process of the service takes over what it had in hand', async (world) => {
      const job = world.newJob();
      await world.publishOrder(job, { does: 'hold' });
      await world.notes.tried('work', job);
      const other = await world.startAnother(['desk']);
      await world.kill('desk');
      await world.notes.tried('work', job, 2);
      await other.command({ do: 'open', gate: job });
      await effectsOnce(world, [job]);
      other.terminate();
      expect(await other.ended).toEqual({ code: 0, signal: null });
    }),
    only: { bus: 'RabbitMQ', because: 'sharing' },
  },

  slow('crash-loop', 'its process is started again each time, among four neighbours', async (world) => {
    const neighbours = Array.from({ length: 4 }, () => world.newJob());
    for (const job of neighbours.slice(0, 2)) await world.publishOrder(job);
    const doomed = world.newJob();
    const id = await world.publishOrder(doomed, { does: 'die' });
    const givenUp = async () => (await world.books.deadLetters(doomed)).length > 0;
    let deaths = 0;
    while (!(await givenUp())) {
      await until(
        'it kills its process, or is given up',
        async () => !world.process('desk').alive || (await givenUp()),
      );
      if (world.process('desk').alive) break;
      deaths += 1;
      while (!(await world.startUnlessKilled())) deaths += 1;
    }
    for (const job of neighbours.slice(2)) await world.publishOrder(job);
    expect(await world.books.deadLetterOf(id)).toMatchObject({ queue: 'desk.work', reason: 'crash-loop' });
    // Three times as one of many, until it is suspected; three times alone.
    expect(deaths).toBeGreaterThanOrEqual(3);
    expect(deaths).toBeLessThanOrEqual(7);
    await effectsOnce(world, neighbours);
    expect([await world.books.effects(doomed), await world.books.inbox(doomed)]).toEqual([0, 0]);
  }),

  slow(
    'crash-loop',
    'connections lost six times, the broker restarted and the process stopped count nothing',
    async (world) => {
      const job = world.newJob();
      await world.publishOrder(job, { does: 'hold' });
      await world.notes.tried('work', job);
      for (let cut = 0; cut < 6; cut += 1) {
        const resubscribed = world.brokerNetwork.accepted;
        world.brokerNetwork.drop();
        await until('the connection is made again', () => world.brokerNetwork.accepted > resubscribed);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      const desk = world.process('desk');
      desk.terminate();
      expect(await desk.ended).toMatchObject({ signal: null });
      await world.startAll();
      await world.restartBroker();
      await until('a handler holds it again', () => world.notes.tries('work', job).length > 1);
      await world.openGate(job);
      await effectsOnce(world, [job]);
      expect(await world.books.deadLetters(job)).toEqual([]);
    },
  ),

  quick('ack-lost', 'the process is killed after its commit and before its ack', async (world) => {
    const from = world.notes.length;
    const job = world.newJob();
    await world.holdAnswers(true);
    const id = await world.publishOrder(job);
    await until('the commit is done', () => world.notes.answersHeld('desk.work', from).includes(id));
    expect([await world.books.effects(job), await world.books.inbox(job)]).toEqual([1, 1]);
    await world.kill('desk');
    await world.startAll();
    await until('it was delivered again', () => world.notes.outcomes(id).length === 2);
    expect(world.notes.outcomes(id)).toEqual(['handled', 'duplicate']);
    await world.books.done(job);
    expect([await world.books.effects(job), await world.books.finished(job)]).toEqual([1, 1]);
  }),

  quick('ack-lost', 'the connection to the broker is cut after the commit', async (world) => {
    const from = world.notes.length;
    const job = world.newJob();
    await world.holdAnswers(true);
    const id = await world.publishOrder(job);
    await until('the commit is done', () => world.notes.answersHeld('desk.work', from).includes(id));
    const before = world.brokerNetwork.refused;
    world.brokerNetwork.refuse();
    await world.holdAnswers(false);
    await until('the broker was asked in vain', () => world.brokerNetwork.refused > before + 3);
    world.brokerNetwork.pass();
    await until('it was delivered again', () => world.notes.outcomes(id).length >= 2);
    expect(world.notes.outcomes(id).slice(0, 2)).toEqual(['handled', 'duplicate']);
    await world.books.done(job);
    expect([await world.books.effects(job), await world.books.finished(job)]).toEqual([1, 1]);
  }),

  quick(
    'connection-lost',
    'every connection to the broker is cut, again and again, while orders come in',
    async (world) => {
      const ordering = orderMany(world);
      for (let cut = 0; cut < 5; cut += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        world.brokerNetwork.drop();
      }
      await allOnce(world, await ordering);
    },
  ),

  quick('connection-lost', 'everything on the way to and from the broker is late', async (world) => {
    world.brokerNetwork.slow(40);
    const jobs = await orderMany(world, 10);
    world.brokerNetwork.drop();
    await allOnce(world, jobs);
  }),

  quick('connection-lost', 'the publisher is killed while its events are under way', async (world) => {
    const jobs = await orderMany(world);
    await world.kill('shop');
    await world.startAll();
    await allOnce(world, jobs);
  }),

  slow('connection-lost', 'the network swallows everything until confirms are overdue', async (world) => {
    const before = await orderMany(world, 10);
    world.brokerNetwork.blackHole();
    const during = await orderMany(world, 10);
    // Longer than a confirm may take (5 s), so that it is given up as uncertain.
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    world.brokerNetwork.drop();
    world.brokerNetwork.pass();
    await allOnce(world, [...before, ...during]);
  }),

  slow('connection-lost', 'the broker restarts while orders come in', async (world) => {
    const before = await orderMany(world, 10);
    const restarted = world.restartBroker();
    await restarted;
    const after = await orderMany(world, 10);
    await allOnce(world, [...before, ...after]);
  }),

  quick('subscriber-later', 'the shop starts alone on a fresh broker, the desk later', async (world) => {
    expect(world.early.length).toBeGreaterThan(0);
    await allOnce(world, world.early);
  }),
];

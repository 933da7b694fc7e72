import { until } from '@pizzeria/bus/testing';
import { quick, slow, type PromiseTest } from '../promise-test';

/** What stands still while something a process needs is away, and goes on afterwards. */
export const awayRows: readonly PromiseTest[] = [
  quick('database-away-consumer', 'for longer than two probes', async (world) => {
    const { network } = world.databases.desk;
    const from = world.notes.length;
    const jobs = Array.from({ length: 12 }, () => world.newJob());
    const before = network.refused;
    network.refuse();
    for (const job of jobs) expect(await world.order(job)).toBe(201);
    await until('the desk paused', () => world.notes.ended('handedBack', 'desk.work', from).length > 0);
    await until('it has asked more than once', () => network.refused - before > 3);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const handedBack = world.notes.ended('handedBack', 'desk.work', from);
    const most = Math.max(...handedBack.map((id) => handedBack.filter((other) => other === id).length));
    expect(most).toBe(1);
    network.pass();
    for (const job of jobs) await world.books.done(job);
    for (const outcome of ['failed', 'retried', 'dead'] as const)
      expect(world.notes.ended(outcome, 'desk.work', from)).toEqual([]);
    for (const job of jobs) expect(await world.books.effects(job)).toBe(1);
  }),

  quick('database-away-producer', 'orders during it are refused with 503', async (world) => {
    const [refused, taken] = [world.newJob(), world.newJob()];
    world.databases.shop.network.refuse();
    expect(await world.order(refused)).toBe(503);
    world.databases.shop.network.pass();
    expect(await world.order(taken)).toBe(201);
    await world.books.done(taken);
    expect([await world.books.ordered(refused), (await world.books.published('shop', refused)).length]).toEqual([0, 0]);
    expect(await world.books.effects(refused)).toBe(0);
  }),

  quick('broker-away-producer', 'orders are taken, the outbox keeps them', async (world) => {
    const jobs = Array.from({ length: 8 }, () => world.newJob());
    world.brokerNetwork.refuse();
    for (const job of jobs) expect(await world.order(job)).toBe(201);
    for (const job of jobs) expect(await world.books.waiting('shop', job)).toBe(1);
    world.brokerNetwork.pass();
    for (const job of jobs) await world.books.done(job);
    for (const job of jobs) {
      expect(await world.books.effects(job)).toBe(1);
      expect((await world.books.left('shop', job)).length).toBe(1);
    }
  }),

  slow('broker-away-producer', 'the age of the outbox is a metric', async (world) => {
    const shop = world.process('shop');
    await until('nothing waits', async () => (await shop.metric('pizzeria_outbox_pending', 'shop')) === 0);
    world.brokerNetwork.refuse();
    const job = world.newJob();
    expect(await world.order(job)).toBe(201);
    await until('it is seen to wait', async () => (await shop.metric('pizzeria_outbox_pending', 'shop')) === 1);
    await until('its age is seen', async () => (await shop.metric('pizzeria_outbox_oldest_age', 'shop')) > 1);
    world.brokerNetwork.pass();
    await world.books.done(job);
    await until('it is told to be over', async () => (await shop.metric('pizzeria_outbox_pending', 'shop')) === 0);
  }),

  quick('move-fails', 'delays and dead letters are refused for a while', async (world) => {
    const [doomed, rejected] = [world.newJob(), world.newJob()];
    await world.refuseMoves(true);
    const [first, second] = [
      await world.publishOrder(doomed, { does: 'throw' }),
      await world.publishOrder(rejected, { does: 'reject' }),
    ];
    await world.notes.tried('work', rejected, 2);
    const [triedSoFar, since] = [world.notes.tries('work', rejected).length, performance.now()];
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const perSecond = (world.notes.tries('work', rejected).length - triedSoFar) / ((performance.now() - since) / 1_000);
    // Without a pause it would be tried again hundreds of times a second.
    expect(perSecond).toBeLessThan(20);
    expect([await world.books.deadLetters(doomed), await world.books.deadLetters(rejected)]).toEqual([[], []]);
    await world.refuseMoves(false);
    expect(await world.books.deadLetterOf(second)).toMatchObject({ reason: 'rejected' });
    expect(await world.books.deadLetterOf(first)).toMatchObject({ reason: 'retries-exhausted' });
  }),

  quick('unroutable', 'an event that nobody needs to hear, and one that somebody must', async (world) => {
    const shop = world.process('shop');
    const count = (required: boolean) =>
      shop.metric('pizzeria_bus_unroutable_total{event=', `required="${String(required)}"`);
    const before = { optional: await count(false), required: await count(true) };
    const complaint = 'no queue was bound for an event that needs one';
    const complaints = () => shop.said.split(complaint).length - 1;
    const complained = complaints();
    await shop.post('/api/calls', { job: world.newJob(), what: 'bell' });
    await until('it is counted', async () => (await count(false)) === before.optional + 1);
    expect(complaints()).toBe(complained);
    await shop.post('/api/calls', { job: world.newJob(), what: 'alarm' });
    await until('it is counted', async () => (await count(true)) === before.required + 1);
    // What a process says arrives through a pipe, and later than what it is asked.
    await until('somebody complains', () => complaints() > complained);
    await until('it is complained of', () => complaints() === complained + 1);
  }),

  slow('broker-full', 'orders are taken meanwhile, and what waits in queues is worked off', async (world) => {
    const held = world.newJob();
    await world.publishOrder(held, { does: 'hold', post: 'work' });
    await world.notes.tried('work', held);
    await world.starve(true);
    const late = world.newJob();
    expect(await world.order(late)).toBe(201);
    await expect(world.publishOrder(world.newJob())).rejects.toThrow(/BusUnavailable/);
    await world.openGate(held);
    await until('the held one is committed', async () => (await world.books.effects(held)) === 1);
    await until('it is acked', async () => (await world.place.unacked('desk.work')) === 0);
    expect(await world.books.waiting('shop', late)).toBe(1);
    await world.starve(false);
    await world.books.done(held);
    await world.books.done(late);
    expect([await world.books.effects(held), await world.books.effects(late)]).toEqual([1, 1]);
  }),
];

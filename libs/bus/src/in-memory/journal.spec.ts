import type { Delivery, Settlement } from '../bus';
import { BusUnavailable } from '../errors';
import { aParcelSent, journalDisk, manualClock } from '../testing';
import type { Topology } from '../topology';
import { inMemoryBus } from './in-memory-bus';

const topology: Topology = {
  rungs: [50],
  queues: [
    { name: 'depot.out', bindings: ['parcel.sent.#'] },
    { name: 'depot.log', bindings: ['parcel.#'] },
  ],
};
const queuesOf = (letters: readonly { readonly queue: string }[]) => letters.map(({ queue }) => queue).sort();

/** A bus over a disk on a clock that stands still, and everything that its consumer of depot.out was given. */
const running = async (answer: (delivery: Delivery) => Settlement, disk = journalDisk(), clock = manualClock()) => {
  const bus = await inMemoryBus({ topology, journal: disk.open(), clock });
  const given: Delivery[] = [];
  const consumer = await bus.consume('depot.out', { prefetch: 10 }, async (delivery) => {
    given.push(delivery);
    return answer(delivery);
  });
  return { bus, disk, clock, given, consumer };
};

const ack = (): Settlement => ({ kind: 'ack' });

describe('the journal of the in-memory bus', () => {
  it('holds one letter per bound queue from the publish on, and forgets each when it is acked', async () => {
    const { bus, disk, clock, given } = await running(ack);
    const { message } = aParcelSent();
    await bus.publish(message);
    expect(queuesOf(disk.letters())).toEqual(['depot.log', 'depot.out']);
    await clock.advance(0);
    expect([given.length, queuesOf(disk.letters())]).toEqual([1, ['depot.log']]);
    expect(disk.letters()[0]).toMatchObject({
      messageId: message.id,
      routingKey: message.routingKey,
      body: message.body,
    });
    await bus.close();
  });

  it('makes a publish fail as uncertain when it takes nothing, and then nobody is given the message', async () => {
    const { bus, disk, clock, given } = await running(ack);
    disk.full = true;
    const publishing = bus.publish(aParcelSent().message);
    await expect(publishing).rejects.toThrow(BusUnavailable);
    await expect(publishing).rejects.toMatchObject({ cause: new Error('the disk is full') });
    disk.full = false;
    await clock.advance(0);
    expect([given, disk.letters()]).toEqual([[], []]);
    await bus.close();
  });

  it('leaves no room taken by what it did not take, and counts what it had kept', async () => {
    const disk = journalDisk();
    const limit = { letters: 4, bytes: 1_000_000 };
    const bus = await inMemoryBus({ topology, journal: disk.open(), limit });
    disk.full = true;
    for (let sent = 0; sent < 5; sent += 1)
      await expect(bus.publish(aParcelSent().message)).rejects.toThrow('the journal did not take the message');
    disk.full = false;
    for (let sent = 0; sent < 2; sent += 1) await bus.publish(aParcelSent().message);
    bus.abandon();
    disk.kill();
    const next = await inMemoryBus({ topology, journal: disk.open(), limit });
    await expect(next.publish(aParcelSent().message)).rejects.toThrow('the bus holds 4 messages already');
    await next.close();
  });

  it.each<[string, Settlement]>([
    ['an ack', { kind: 'ack' }],
    ['a retry', { kind: 'retry', afterMs: 50, marks: { attempts: 1 } }],
    ['a dead letter', { kind: 'dead-letter', marks: { reason: 'rejected' } }],
  ])('leaves a letter to be redelivered when %s cannot be written, after a rest that grows', async (_, settlement) => {
    const { bus, disk, clock, given } = await running(() => (disk.full ? settlement : { kind: 'ack' }));
    await bus.publish(aParcelSent().message);
    disk.full = true;
    await clock.advance(0);
    expect(given).toHaveLength(1);
    await clock.advance(99);
    expect(given).toHaveLength(1);
    await clock.advance(1);
    await clock.advance(199);
    expect(given).toHaveLength(2);
    disk.full = false;
    await clock.advance(1);
    expect(given.map(({ redelivered, marks }) => [redelivered, marks])).toEqual([
      [false, {}],
      [true, {}],
      [true, {}],
    ]);
    expect(queuesOf(disk.letters())).toEqual(['depot.log']);
    await bus.close();
  });

  it('keeps what was not settled over a kill: due letters at once, the others when their time comes', async () => {
    const clock = manualClock();
    const before = await running(
      () => ({ kind: 'retry', afterMs: 60_000, marks: { attempts: 3 } }),
      journalDisk(),
      clock,
    );
    const waiting = aParcelSent().message;
    await before.bus.publish(waiting);
    await clock.advance(0);
    await before.consumer.pause('the test says so');
    const ready = aParcelSent().message;
    await before.bus.publish(ready);
    before.disk.kill();
    before.bus.abandon();
    await clock.advance(20_000);

    const after = await running(ack, before.disk, clock);
    await clock.advance(0);
    expect(after.given.map(({ id }) => id)).toEqual([ready.id]);
    expect(after.bus.letters('depot.out').delayed.map(({ messageId }) => messageId)).toEqual([waiting.id]);
    await clock.advance(39_999);
    expect(after.given).toHaveLength(1);
    await clock.advance(1);
    expect(after.given[1]).toMatchObject({ id: waiting.id, marks: { attempts: 3 }, body: waiting.body });
    expect(after.bus.letters('depot.out').delayed).toEqual([]);
    expect(queuesOf(before.disk.letters())).toEqual(['depot.log', 'depot.log']);
    await after.bus.close();
  });

  it('counts the deaths of processes for letters that were due, over any number of good ends in between', async () => {
    const clock = manualClock();
    const disk = journalDisk();
    const counts = ({ bus }: Awaited<ReturnType<typeof running>>) => {
      const { ready, delayed } = bus.letters('depot.log');
      return [...ready, ...delayed].map(({ deaths = 0 }) => deaths);
    };
    let life = await running(ack, disk, clock);
    const [due, waiting] = [aParcelSent().message, aParcelSent().message];
    await life.bus.send('depot.log', due);
    const mover = await life.bus.consume('depot.log', { prefetch: 2 }, async ({ id }) =>
      id === due.id ? { kind: 'hand-back' } : { kind: 'retry', afterMs: 60_000, marks: {} },
    );
    await life.bus.send('depot.log', waiting);
    while (life.bus.letters('depot.log').delayed.length === 0) await clock.advance(0);
    await mover.stop();
    for (const [end, expected] of [
      ['kill', [1, 0]],
      ['close', [1, 0]],
      ['kill', [2, 0]],
      ['close', [2, 0]],
    ] as const) {
      if (end === 'kill') disk.kill();
      if (end === 'kill') life.bus.abandon();
      else await life.bus.close();
      life = await running(ack, disk, clock);
      expect(counts(life)).toEqual(expected);
    }
    const seen: [number, number][] = [];
    await life.bus.consume('depot.log', { prefetch: 1 }, async ({ deliveryCount, id }) => {
      seen.push([deliveryCount, [due.id, waiting.id].indexOf(id)]);
      return seen.length < 3 ? { kind: 'hand-back' } : { kind: 'retry', afterMs: 10, marks: {} };
    });
    await clock.advance(0);
    expect(seen).toEqual([
      [2, 0],
      [3, 0],
      [4, 0],
    ]);
    expect(life.bus.letters('depot.log').delayed.map(({ deaths = 0 }) => deaths)).toEqual([0, 0]);
    await life.bus.close();
  });

  it('is written by nobody after a kill', async () => {
    const { bus, disk, clock, given } = await running(ack);
    await bus.publish(aParcelSent().message);
    await new Promise<void>((resolve) => setImmediate(resolve));
    disk.kill();
    bus.abandon();
    await clock.advance(60_000);
    expect(given.length).toBeLessThanOrEqual(1);
    expect(queuesOf(disk.letters())).toEqual(['depot.log', 'depot.out']);
    await expect(bus.publish(aParcelSent().message)).rejects.toThrow(BusUnavailable);
  });

  it('keeps letters of a queue that is gone from the topology in sight', async () => {
    const { bus, disk } = await running(ack);
    await bus.send('depot.log', aParcelSent().message);
    await bus.close();
    const smaller = await inMemoryBus({ topology: { rungs: [], queues: [] }, journal: disk.open() });
    expect(smaller.letters('depot.log').ready).toHaveLength(1);
    await smaller.close();
  });
});

describe('closing the in-memory bus', () => {
  it('leaves no timer behind', async () => {
    const clock = manualClock();
    const { bus } = await running(() => ({ kind: 'retry', afterMs: 60_000, marks: {} }), journalDisk(), clock);
    await bus.publish(aParcelSent().message);
    await clock.advance(0);
    expect(clock.pending).toBe(1);
    await bus.close();
    expect(clock.pending).toBe(0);
  });

  it('lets an ack that is being written finish, and hands that letter back to nobody', async () => {
    const disk = journalDisk();
    const journal = disk.open();
    let write: () => void = () => undefined;
    const written = new Promise<void>((resolve) => {
      write = resolve;
    });
    const clock = manualClock();
    const slow = { ...journal, settle: (id: string) => written.then(() => journal.settle(id)) };
    const bus = await inMemoryBus({ topology, journal: slow, clock });
    const consumer = await bus.consume('depot.out', { prefetch: 1 }, async () => ack());
    await bus.send('depot.out', aParcelSent().message);
    await clock.advance(0);
    const stopped = consumer.stop(10);
    await clock.advance(20);
    expect(bus.letters('depot.out').ready).toEqual([]);
    write();
    await stopped;
    expect([bus.letters('depot.out').ready, disk.letters()]).toEqual([[], []]);
    await bus.close();
  });

  it('ignores an answer that comes after its letter was handed back', async () => {
    const clock = manualClock();
    const disk = journalDisk();
    const bus = await inMemoryBus({ topology, journal: disk.open(), clock });
    let answer: (settlement: Settlement) => void = () => undefined;
    const late = new Promise<Settlement>((resolve) => {
      answer = resolve;
    });
    const consumer = await bus.consume('depot.out', { prefetch: 1 }, () => late);
    await bus.send('depot.out', aParcelSent().message);
    await clock.advance(0);
    const stopped = consumer.stop(10);
    await clock.advance(10);
    await stopped;
    answer(ack());
    await clock.advance(0);
    expect([bus.letters('depot.out').ready.length, disk.letters().length]).toEqual([1, 1]);
    await bus.close();
  });

  it('waits for publishes under way', async () => {
    const { bus, disk } = await running(ack);
    const publishing = bus.publish(aParcelSent().message);
    await bus.close();
    await expect(publishing).resolves.toEqual({ routed: true });
    expect(queuesOf(disk.letters())).toContain('depot.log');
  });
});

import type { Delivery, Settlement } from '../bus';
import { BusUnavailable } from '../errors';
import { aParcelSent, manualClock } from '../testing';
import type { Topology } from '../topology';
import { inMemoryBus } from './in-memory-bus';

const topology: Topology = { rungs: [50], queues: [{ name: 'depot.out', bindings: ['parcel.sent.#'] }] };

describe('the in-memory broker', () => {
  it('gives consumers of a queue their turn one after the other', async () => {
    const clock = manualClock();
    const bus = await inMemoryBus({ topology, clock });
    const shares = [0, 0, 0];
    for (const at of shares.keys()) {
      await bus.connect().consume('depot.out', { prefetch: 10 }, async () => {
        shares[at] = (shares[at] ?? 0) + 1;
        return { kind: 'ack' };
      });
    }
    await Promise.all(Array.from({ length: 9 }, () => bus.publish(aParcelSent().message)));
    await clock.advance(0);
    expect(shares).toEqual([3, 3, 3]);
    await bus.close();
  });

  it('gives what was handed back again before what came after it', async () => {
    const clock = manualClock();
    const bus = await inMemoryBus({ topology, clock });
    const sent = [aParcelSent().message, aParcelSent().message];
    for (const message of sent) await bus.publish(message);
    const given: Delivery[] = [];
    await bus.consume('depot.out', { prefetch: 1 }, async (delivery) => {
      given.push(delivery);
      return { kind: given.length === 1 ? 'hand-back' : 'ack' };
    });
    await clock.advance(0);
    expect(given.map(({ id, deliveryCount }) => [id, deliveryCount])).toEqual([
      [sent[0]?.id, 0],
      [sent[0]?.id, 1],
      [sent[1]?.id, 0],
    ]);
    await bus.close();
  });

  it('keeps a message as it was when its publisher writes on into the same bytes', async () => {
    const bus = await inMemoryBus({ topology });
    const { message } = aParcelSent();
    const original = Buffer.from(message.body);
    await bus.publish(message);
    message.body.fill(0);
    expect(bus.letters('depot.out').ready[0]?.body.equals(original)).toBe(true);
    await bus.close();
  });

  it.each([
    ['letters', { letters: 2, bytes: 1_000_000 }],
    ['bytes', { letters: 100, bytes: 2 * aParcelSent().message.body.length + 1 }],
  ])(
    'holds so many %s and no more: a publish beyond it is unavailable, and welcome when there is room',
    async (_, limit) => {
      const clock = manualClock();
      const bus = await inMemoryBus({ topology, clock, limit });
      const [first, second] = await Promise.allSettled([
        bus.publish(aParcelSent().message),
        bus.publish(aParcelSent().message),
      ]);
      expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled']);
      await expect(bus.publish(aParcelSent().message)).rejects.toThrow(BusUnavailable);
      // What waits on a rung is held as well.
      let answers: Settlement = { kind: 'retry', afterMs: 50, marks: { attempts: 1 } };
      await bus.consume('depot.out', { prefetch: 10 }, async () => answers);
      await clock.advance(0);
      await expect(bus.publish(aParcelSent().message)).rejects.toThrow(BusUnavailable);
      answers = { kind: 'ack' };
      await clock.advance(50);
      for (let sent = 0; sent < 10; sent += 1) {
        await bus.publish(aParcelSent().message);
        await clock.advance(0);
      }
      await bus.close();
    },
  );

  it('lets the event loop turn while a queue is long', async () => {
    const bus = await inMemoryBus({ topology });
    for (let at = 0; at < 500; at += 1) await bus.publish(aParcelSent().message);
    let turns = 0;
    const turn = () => {
      turns += 1;
      ticking = setImmediate(turn);
    };
    let ticking = setImmediate(turn);
    let given = 0;
    await new Promise<void>((resolve) => {
      void bus.consume('depot.out', { prefetch: 1 }, async () => {
        given += 1;
        if (given === 500) resolve();
        return { kind: 'ack' };
      });
    });
    clearImmediate(ticking);
    expect(turns).toBeGreaterThan(100);
    await bus.close();
  });
});

import type { BusHarness } from '../harness';
import { aParcelSent, aParcelSentBack } from '../parcels';
import { door, mailbox } from './mailbox';
import { backQueue, logQueue, outQueue, stageFor } from './stage';

export const consumingTests = (harness: BusHarness): void => {
  const stage = stageFor(harness);

  it('three consumers of one queue share its messages, each message going to one of them', async () => {
    const { broker, bus, patienceMs } = stage();
    const boxes = [mailbox(patienceMs), mailbox(patienceMs), mailbox(patienceMs)];
    for (const box of boxes) await (await broker.connect()).consume(outQueue, { prefetch: 5 }, box.receive);
    const sent = Array.from({ length: 60 }, () => aParcelSent().message);
    await Promise.all(sent.map((message) => bus.publish(message)));
    const all = () => boxes.flatMap(({ ids }) => ids);
    await Promise.all(boxes.map((box) => box.until(() => box.ids.length > 0, 'a share of the messages')));
    await Promise.race(boxes.map((box) => box.until(() => all().length >= 60, 'all messages')));
    expect(all().sort()).toEqual(sent.map(({ id }) => id).sort());
  });

  it('no more deliveries than its prefetch are in hand at a consumer', async () => {
    const { bus, patienceMs } = stage();
    const held = door();
    const box = mailbox(patienceMs, async () => {
      await held.opened;
      return { kind: 'ack' };
    });
    const consumer = await bus.consume(outQueue, { prefetch: 3 }, box.receive);
    await Promise.all(Array.from({ length: 12 }, () => bus.publish(aParcelSent().message)));
    await box.count(3);
    expect(consumer.inFlight).toBe(3);
    held.open();
    await box.count(12);
    expect(box.mostInHand).toBe(3);
  });

  it('a delivery that is handed back comes again, unchanged, marked as redelivered and counted by the broker', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs, (delivery) => {
      delivery.body.fill(0);
      return { kind: delivery.redelivered ? 'ack' : 'hand-back' };
    });
    const kept: Buffer[] = [];
    await bus.consume(outQueue, { prefetch: 1 }, (delivery) => {
      kept.push(Buffer.from(delivery.body));
      return box.receive(delivery);
    });
    const { message } = aParcelSent();
    await bus.send(outQueue, message, { attempts: 4 });
    await box.count(2);
    expect(box.deliveries.map(({ id, redelivered, marks }) => ({ id, redelivered, attempts: marks.attempts }))).toEqual(
      [
        { id: message.id, redelivered: false, attempts: 4 },
        { id: message.id, redelivered: true, attempts: 4 },
      ],
    );
    expect(kept.map((body) => body.equals(message.body))).toEqual([true, true]);
    expect((box.deliveries[1]?.deliveryCount ?? 0) > (box.deliveries[0]?.deliveryCount ?? 0)).toBe(true);
  });

  it('a receive that throws hands its delivery back', async () => {
    const { bus, patienceMs } = stage();
    let first = true;
    const box = mailbox(patienceMs, () => {
      if (!first) return { kind: 'ack' };
      first = false;
      throw new Error('a fault above the bus');
    });
    await bus.consume(outQueue, { prefetch: 1 }, box.receive);
    await bus.publish(aParcelSent().message);
    await box.count(2);
    expect(box.ids[0]).toBe(box.ids[1]);
  });

  it('one slow handler delays no other queue', async () => {
    const { bus, patienceMs } = stage();
    const held = door();
    const slow = mailbox(patienceMs, async () => {
      await held.opened;
      return { kind: 'ack' };
    });
    const quick = mailbox(patienceMs);
    await bus.consume(outQueue, { prefetch: 1 }, slow.receive);
    await bus.consume(logQueue, { prefetch: 10 }, quick.receive);
    await Promise.all(Array.from({ length: 40 }, () => bus.publish(aParcelSent().message)));
    await Promise.all([slow.count(1), quick.count(40)]);
    expect(slow.deliveries).toHaveLength(1);
    held.open();
    await slow.count(40);
  });

  it('a paused consumer is given nothing, and everything once it is resumed', async () => {
    const { bus, patienceMs } = stage();
    const boxes = { out: mailbox(patienceMs), log: mailbox(patienceMs) };
    const consumer = await bus.consume(outQueue, { prefetch: 10 }, boxes.out.receive);
    await bus.consume(logQueue, { prefetch: 10 }, boxes.log.receive);
    await consumer.pause('the test says so');
    await Promise.all(Array.from({ length: 10 }, () => bus.publish(aParcelSent().message)));
    await boxes.log.count(10);
    expect(boxes.out.deliveries).toHaveLength(0);
    await consumer.resume();
    await boxes.out.count(10);
    expect(new Set(boxes.out.ids)).toEqual(new Set(boxes.log.ids));
  });

  it('a stopped consumer is given nothing more, while the others of its bus go on', async () => {
    const { bus, patienceMs } = stage();
    const boxes = { out: mailbox(patienceMs), back: mailbox(patienceMs) };
    const consumer = await bus.consume(outQueue, { prefetch: 10 }, boxes.out.receive);
    await bus.consume(backQueue, { prefetch: 10 }, boxes.back.receive);
    await consumer.stop();
    await bus.publish(aParcelSent().message);
    await bus.publish(aParcelSentBack().message);
    await boxes.back.count(1);
    expect(boxes.out.deliveries).toHaveLength(0);
  });

  it('consuming from a queue that does not exist is an error', async () => {
    const box = mailbox(stage().patienceMs);
    await expect(stage().bus.consume('depot.nowhere', { prefetch: 1 }, box.receive)).rejects.toThrow(/depot\.nowhere/);
  });
};

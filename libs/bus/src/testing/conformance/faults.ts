import { deadLetterQueueOf } from '../../topology';
import type { BrokerUnderTest, BusFault, BusHarness } from '../harness';
import { aParcelSent } from '../parcels';
import { type Mailbox, mailbox } from './mailbox';
import { outQueue, publishSurely, shortLadder, stageFor } from './stage';

const has = (box: Mailbox, ids: readonly string[]): boolean => {
  const came = new Set(box.ids);
  return ids.every((id) => came.has(id));
};

export const faultTests = <Broker extends BrokerUnderTest>(
  harness: BusHarness<Broker>,
  fault: BusFault<Broker>,
): void => {
  const stage = stageFor(harness);
  /** The bus to use from now on, after the fault. */
  const busAfter = async () => (fault.buses === 'recover' ? stage().bus : stage().broker.connect());

  it('nothing confirmed is lost, and publishing and consuming go on', async () => {
    const { broker, patienceMs } = stage();
    let { bus } = stage();
    const box = mailbox(patienceMs);
    await bus.consume(outQueue, { prefetch: 10 }, box.receive);
    const sent = Array.from({ length: 60 }, () => aParcelSent().message);
    for (const message of sent.slice(0, 30)) await bus.publish(message);
    const underWay = sent.slice(30, 45).map((message) => publishSurely(() => bus, message, patienceMs));
    await fault.inject(broker);
    bus = await busAfter();
    if (fault.buses === 'die') await bus.consume(outQueue, { prefetch: 10 }, box.receive);
    await Promise.all(underWay);
    for (const message of sent.slice(45)) await publishSurely(() => bus, message, patienceMs);
    const ids = sent.map(({ id }) => id);
    await box.until(() => has(box, ids), 'every confirmed message');
    expect(new Set(box.ids)).toEqual(new Set(ids));
  });

  it('messages in hand come again, and those of dead letters and rungs keep their place and marks', async () => {
    const { broker, bus, patienceMs } = stage();
    const [waiting, doomed] = [aParcelSent().message, aParcelSent().message];
    const inHand = Array.from({ length: 3 }, () => aParcelSent().message);
    const held = inHand.map(({ id }) => id);
    const before = mailbox(patienceMs, ({ id }) => {
      if (id === waiting.id)
        return { kind: 'retry', afterMs: shortLadder[2] ?? 0, marks: { attempts: 3, error: 'broken' } };
      if (id === doomed.id) return { kind: 'dead-letter', marks: { reason: 'rejected', queue: outQueue, attempts: 1 } };
      return new Promise(() => undefined);
    });
    const first = await bus.consume(outQueue, { prefetch: held.length }, before.receive);
    for (const message of [waiting, doomed, ...inHand]) await bus.publish(message);
    // No more than these may be in hand: so the bus has heard that the other two were moved.
    await before.until(() => has(before, held), 'two moved, the rest in hand');
    await fault.inject(broker);
    const after = await busAfter();
    const boxes = { out: mailbox(patienceMs), dead: mailbox(patienceMs) };
    if (fault.buses === 'recover') await first.stop(0);
    await after.consume(outQueue, { prefetch: 10 }, boxes.out.receive);
    await after.consume(deadLetterQueueOf(outQueue), { prefetch: 10 }, boxes.dead.receive);
    await boxes.out.until(() => has(boxes.out, [...held, waiting.id]), 'the messages in hand and the waiting one');
    await boxes.dead.until(() => has(boxes.dead, [doomed.id]), 'the dead letter');
    expect(boxes.out.deliveries.find(({ id }) => id === waiting.id)?.marks).toEqual({ attempts: 3, error: 'broken' });
    for (const message of held) expect(boxes.out.deliveries.find(({ id }) => id === message)?.redelivered).toBe(true);
    expect(boxes.dead.deliveries[0]?.marks).toMatchObject({ reason: 'rejected', attempts: 1 });
  });
};

import { CannotWork } from '../../errors';
import type { BusHarness } from '../harness';
import { aParcelSent } from '../parcels';
import { door, mailbox } from './mailbox';
import { outQueue, stageFor } from './stage';
import { subscribe } from './subscription';

export const stoppingTests = (harness: BusHarness): void => {
  const stage = stageFor(harness);
  const publishTen = async () => {
    const sent = Array.from({ length: 10 }, () => aParcelSent().message);
    await Promise.all(sent.map((message) => stage().bus.publish(message)));
    return sent.map(({ id }) => id).sort();
  };

  it('stopping hands unstarted messages back at once and finishes running ones', async () => {
    const { broker, bus, patienceMs } = stage();
    const held = door();
    const started = mailbox(patienceMs);
    const first = await subscribe(
      bus,
      async ({ delivery }) => {
        await started.receive(delivery);
        await held.opened;
      },
      { concurrency: 2, prefetch: 10 },
    );
    const sent = await publishTen();
    await started.until(() => first.consumer.inFlight === 10 && first.receiver.waiting === 8, 'ten messages in hand');
    first.receiver.stop();
    const stopped = first.consumer.stop(patienceMs);
    const rest = mailbox(patienceMs);
    await (await broker.connect()).consume(outQueue, { prefetch: 20 }, rest.receive);
    await rest.count(8);
    expect(first.receiver.running).toBe(2);
    held.open();
    await stopped;
    expect([...started.ids, ...rest.ids].sort()).toEqual(sent);
    expect(rest.deliveries.every(({ marks }) => marks.attempts === undefined)).toBe(true);
    expect(first.seen.filter(({ what }) => what === 'handled')).toHaveLength(2);
    expect(first.seen.filter(({ what }) => what === 'handedBack')).toHaveLength(8);
  });

  it('closing while messages are in hand waits for those that finish within the drain', async () => {
    const { broker, bus, patienceMs } = stage();
    const held = door();
    const box = mailbox(patienceMs, async () => {
      await held.opened;
      return { kind: 'ack' };
    });
    await bus.consume(outQueue, { prefetch: 4 }, box.receive);
    const sent = await publishTen();
    await box.count(4);
    const closed = bus.close({ drainMs: patienceMs });
    held.open();
    await closed;
    const rest = mailbox(patienceMs);
    await (await broker.connect()).consume(outQueue, { prefetch: 20 }, rest.receive);
    await rest.count(6);
    expect([...box.ids, ...rest.ids].sort()).toEqual(sent);
  });

  it('closing while messages are in hand loses nothing when they outlast the drain: an answer that comes late settles nothing', async () => {
    const { broker, bus, patienceMs } = stage();
    const held = door();
    const box = mailbox(patienceMs, async () => {
      await held.opened;
      return { kind: 'ack' };
    });
    await bus.consume(outQueue, { prefetch: 4 }, box.receive);
    const sent = await publishTen();
    await box.count(4);
    await bus.close({ drainMs: 30 });
    held.open();
    const rest = mailbox(patienceMs);
    await (await broker.connect()).consume(outQueue, { prefetch: 20 }, rest.receive);
    await rest.count(10);
    expect([...rest.ids].sort()).toEqual(sent);
  });

  it('aborting hands running messages back, and no attempt is counted', async () => {
    const { broker, bus, patienceMs } = stage();
    const started = mailbox(patienceMs);
    const { receiver, consumer } = await subscribe(bus, async ({ delivery }) => {
      await started.receive(delivery);
      await new Promise(() => undefined);
    });
    const { message } = aParcelSent();
    await bus.publish(message);
    await started.count(1);
    const stopped = consumer.stop(patienceMs);
    receiver.abort();
    await stopped;
    const rest = mailbox(patienceMs);
    await (await broker.connect()).consume(outQueue, { prefetch: 1 }, rest.receive);
    await rest.count(1);
    expect(rest.deliveries[0]).toMatchObject({ id: message.id, redelivered: true });
    expect(rest.deliveries[0]?.marks.attempts).toBeUndefined();
  });

  it('a process that cannot work pauses and hands back what is in hand; nothing burns an attempt or is dead-lettered', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs);
    let databaseIsDown = true;
    let pause: () => void = () => undefined;
    const subscription = await subscribe(
      bus,
      async ({ delivery }) => {
        if (databaseIsDown) throw new CannotWork('the database is down');
        await box.receive(delivery);
      },
      { onCannotWork: () => pause() },
    );
    const paused = new Promise<void>((resolve) => {
      pause = () => void subscription.consumer.pause('database').then(resolve);
    });
    const sent = await publishTen();
    await paused;
    databaseIsDown = false;
    await subscription.consumer.resume();
    await box.count(10);
    expect([...box.ids].sort()).toEqual(sent);
    expect(box.deliveries.every(({ marks }) => marks.attempts === undefined)).toBe(true);
    expect(subscription.seen.some(({ what }) => what === 'dead' || what === 'failed')).toBe(false);
  });
};

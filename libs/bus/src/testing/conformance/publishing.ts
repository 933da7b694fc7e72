import { BusUnavailable, MessageRefused } from '../../errors';
import { uuidv7Ids } from '../../ids';
import { deadLetterQueueOf } from '../../topology';
import { maxEventBytes } from '../../wire';
import type { BusHarness } from '../harness';
import { aDepotOpened, aParcelSent, aParcelSentBack, aStoredParcelSent } from '../parcels';
import { mailbox } from './mailbox';
import { backQueue, logQueue, outQueue, stageFor } from './stage';

const many = { prefetch: 50 };

export const publishingTests = (harness: BusHarness): void => {
  const stage = stageFor(harness);

  it('a confirmed publish reaches every bound queue, once each, and no other queue', async () => {
    const { bus, patienceMs } = stage();
    const boxes = { out: mailbox(patienceMs), back: mailbox(patienceMs), log: mailbox(patienceMs) };
    await bus.consume(outQueue, many, boxes.out.receive);
    await bus.consume(backQueue, many, boxes.back.receive);
    await bus.consume(logQueue, many, boxes.log.receive);
    const sent = Array.from({ length: 20 }, () => aParcelSent().message);
    const returned = aParcelSentBack().message;
    for (const message of [...sent, returned]) expect(await bus.publish(message)).toEqual({ routed: true });
    await Promise.all([boxes.out.count(20), boxes.back.count(1), boxes.log.count(21)]);
    expect([...boxes.out.ids].sort()).toEqual(sent.map(({ id }) => id).sort());
    expect(boxes.back.ids).toEqual([returned.id]);
    expect(new Set(boxes.log.ids).size).toBe(21);
  });

  it('a binding by name takes every version of its event and no event whose name only begins alike', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs);
    await bus.consume(outQueue, many, box.receive);
    const versions = [1, 2, 31].map((version) => aStoredParcelSent(version, {}).message);
    await bus.publish(aParcelSentBack().message);
    for (const message of versions) await bus.publish(message);
    await box.count(3);
    expect(box.deliveries.map(({ routingKey }) => routingKey)).toEqual([
      'parcel.sent.v1',
      'parcel.sent.v2',
      'parcel.sent.v31',
    ]);
  });

  it('an unroutable event is confirmed, and reported as unrouted', async () => {
    expect(await stage().bus.publish(aDepotOpened().message)).toEqual({ routed: false });
  });

  it('an event published before a subscriber ever ran waits in its queue', async () => {
    const { broker, bus, patienceMs } = stage();
    const sent = Array.from({ length: 30 }, () => aParcelSent().message);
    await Promise.all(sent.map((message) => bus.publish(message)));
    await bus.close();
    const box = mailbox(patienceMs);
    await (await broker.connect()).consume(outQueue, many, box.receive);
    await box.count(30);
    expect(new Set(box.ids)).toEqual(new Set(sent.map(({ id }) => id)));
  });

  it('messages published one after the other are received in that order', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs);
    const sent = Array.from({ length: 20 }, () => aParcelSent().message);
    for (const message of sent) await bus.publish(message);
    await bus.consume(outQueue, { prefetch: 1 }, box.receive);
    await box.count(20);
    expect(box.ids).toEqual(sent.map(({ id }) => id));
  });

  it('a duplicate publish with the same id is delivered twice: telling duplicates is the inbox, not the bus', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs);
    await bus.consume(outQueue, many, box.receive);
    const { message } = aParcelSent();
    await bus.publish(message);
    await bus.publish(message);
    await box.count(2);
    expect(box.ids).toEqual([message.id, message.id]);
  });

  it('the bytes of a message arrive as they were sent, whatever they are', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs);
    await bus.consume(outQueue, many, box.receive);
    const body = Buffer.from(Array.from({ length: 1_024 }, (_, at) => at % 256));
    await bus.publish({ id: uuidv7Ids.next(), routingKey: 'parcel.sent.v2', body });
    await box.count(1);
    expect(box.deliveries[0]?.body.equals(body)).toBe(true);
  });

  it('a message of more than 64 KiB is refused for its own sake', async () => {
    const body = Buffer.alloc(maxEventBytes + 1);
    const publishing = stage().bus.publish({ id: uuidv7Ids.next(), routingKey: 'parcel.sent.v2', body });
    await expect(publishing).rejects.toThrow(MessageRefused);
  });

  it('send puts a message into one queue alone, with its marks', async () => {
    const { bus, patienceMs } = stage();
    const boxes = { out: mailbox(patienceMs), log: mailbox(patienceMs) };
    await bus.consume(outQueue, many, boxes.out.receive);
    await bus.consume(logQueue, many, boxes.log.receive);
    const { message } = aParcelSent();
    await bus.send(outQueue, message, { attempts: 2, firstFailedAt: '2026-03-01T12:00:00.000Z' });
    const fence = aParcelSent().message;
    await bus.publish(fence);
    await Promise.all([boxes.out.count(2), boxes.log.count(1)]);
    expect(boxes.out.deliveries[0]).toMatchObject({
      ...message,
      queue: outQueue,
      marks: { attempts: 2, firstFailedAt: '2026-03-01T12:00:00.000Z' },
    });
    expect(boxes.log.ids).toEqual([fence.id]);
  });

  it('send reaches a dead-letter queue, and refuses a queue that does not exist', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs);
    await bus.consume(deadLetterQueueOf(outQueue), many, box.receive);
    await bus.send(deadLetterQueueOf(outQueue), aParcelSent().message);
    await box.count(1);
    await expect(bus.send('depot.nowhere', aParcelSent().message)).rejects.toThrow(MessageRefused);
  });

  it('a closed bus takes no message and says so', async () => {
    const { bus } = stage();
    const states: string[] = [];
    bus.onStateChange((state) => states.push(state));
    expect(bus.state).toBe('connected');
    await bus.close();
    expect([bus.state, states.at(-1)]).toEqual(['closed', 'closed']);
    await expect(bus.publish(aParcelSent().message)).rejects.toThrow(BusUnavailable);
    await expect(bus.send(outQueue, aParcelSent().message)).rejects.toThrow(BusUnavailable);
  });
};

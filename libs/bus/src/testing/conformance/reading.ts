import { Reject } from '../../errors';
import { uuidv7Ids } from '../../ids';
import { deadLetterQueueOf } from '../../topology';
import type { BusHarness } from '../harness';
import { aDepotOpened, aParcelSent, aStoredParcelSent } from '../parcels';
import { mailbox } from './mailbox';
import { outQueue, stageFor } from './stage';
import { subscribe } from './subscription';

export const readingTests = (harness: BusHarness): void => {
  const stage = stageFor(harness);

  /** Sends a message that no handler may see and gives its dead letter. */
  const deadLetterOf = async (message: ReturnType<typeof aParcelSent>['message']) => {
    const { bus, patienceMs } = stage();
    const dead = mailbox(patienceMs);
    await bus.consume(deadLetterQueueOf(outQueue), { prefetch: 5 }, dead.receive);
    const handled: string[] = [];
    await subscribe(bus, ({ event }) => void handled.push(event.id));
    await bus.send(outQueue, message);
    await dead.count(1);
    expect(handled).toEqual([]);
    expect(dead.deliveries[0]?.body.equals(message.body)).toBe(true);
    return dead.deliveries[0]?.marks;
  };

  it('an invalid payload runs no handler and is a dead letter with the paths', async () => {
    const { message } = aStoredParcelSent(2, { parcelId: 'p-1', grams: -1, recipient: {} });
    const marks = await deadLetterOf(message);
    expect(marks).toMatchObject({ reason: 'invalid', queue: outQueue });
    expect(marks?.error).toMatch(/data\.grams: .*; data\.recipient\.name: /);
  });

  it('bytes that are no event run no handler and are a dead letter', async () => {
    const message = { id: uuidv7Ids.next(), routingKey: 'parcel.sent.v2', body: Buffer.from('{"specversion":') };
    expect(await deadLetterOf(message)).toMatchObject({ reason: 'invalid' });
  });

  it('an unknown type is a dead letter', async () => {
    expect(await deadLetterOf(aDepotOpened().message)).toMatchObject({ reason: 'unknown-type' });
  });

  it('an unknown future version is a dead letter', async () => {
    expect(await deadLetterOf(aStoredParcelSent(3, {}).message)).toMatchObject({ reason: 'unsupported-version' });
  });

  it('a stored message of version 1 is handled as the current version', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs);
    const events: unknown[] = [];
    await subscribe(bus, async ({ event, delivery }) => {
      events.push(event);
      await box.receive(delivery);
    });
    await bus.publish(aStoredParcelSent(1, { parcelId: 'p-7', grams: 9, recipientName: 'Ada' }).message);
    await box.count(1);
    expect(events).toMatchObject([{ version: 2, data: { parcelId: 'p-7', grams: 9, recipient: { name: 'Ada' } } }]);
  });

  it('no personal data is in anything that observers are told', async () => {
    const { bus, patienceMs } = stage();
    const dead = mailbox(patienceMs);
    await bus.consume(deadLetterQueueOf(outQueue), { prefetch: 5 }, dead.receive);
    const handled = mailbox(patienceMs);
    const { seen } = await subscribe(bus, async ({ event, attempt, delivery }) => {
      if ((event.data as { parcelId: string }).parcelId === 'bad') throw new Reject('no such street');
      if (attempt < 4) throw new Error('broken');
      await handled.receive(delivery);
    });
    const recipient = { name: 'Ada Lovelace', phone: '+441234567' };
    await bus.publish(aParcelSent({ recipient }).message);
    await bus.publish(aParcelSent({ parcelId: 'bad', recipient }).message);
    await bus.publish(aStoredParcelSent(2, { parcelId: 3, recipient, extra: recipient }).message);
    await bus.publish({ ...aParcelSent().message, body: Buffer.from(`Ada Lovelace ${recipient.phone}`) });
    await Promise.all([dead.count(3), handled.count(1)]);
    const happened = (what: string) => seen.filter((call) => call.what === what).length;
    expect([happened('received'), happened('failed'), happened('retried'), happened('dead')]).toEqual([5, 4, 1, 3]);
    expect(JSON.stringify(seen)).not.toMatch(/Ada|441234567/);
  });
};

import type { DeliveryMarks } from '../../bus';
import { deadLetterQueueOf } from '../../topology';
import type { BusHarness } from '../harness';
import { aParcelSent } from '../parcels';
import { mailbox } from './mailbox';
import { logQueue, longRung, outQueue, shortLadder, stageFor } from './stage';

const marks: DeliveryMarks = {
  attempts: 3,
  firstFailedAt: '2026-03-01T12:00:00.000Z',
  lastFailedAt: '2026-03-01T12:00:05.000Z',
  notBefore: '2026-03-01T12:00:06.000Z',
  error: 'the lift is stuck – naïve ☂',
  stack: 'Error: the lift is stuck\n    at lift (lift.ts:1:1)',
  suspect: true,
};

export const movingTests = (harness: BusHarness): void => {
  const stage = stageFor(harness);

  it.each(shortLadder)(
    'a retry comes back to its queue alone after %d ms, unchanged, with its marks',
    async (afterMs) => {
      const { bus, patienceMs } = stage();
      const retriedAt: number[] = [];
      const box = mailbox(patienceMs, ({ marks: { attempts } }) => {
        retriedAt.push(Date.now());
        return attempts === undefined ? { kind: 'retry', afterMs, marks } : { kind: 'ack' };
      });
      const log = mailbox(patienceMs);
      await bus.consume(outQueue, { prefetch: 5 }, box.receive);
      await bus.consume(logQueue, { prefetch: 5 }, log.receive);
      const { message } = aParcelSent();
      await bus.publish(message);
      await Promise.all([box.count(2), log.count(1)]);
      const [first, second] = box.deliveries;
      expect(second).toMatchObject({ ...message, queue: outQueue, marks });
      expect(second?.body.equals(message.body)).toBe(true);
      expect(first?.routingKey).toBe(message.routingKey);
      expect((retriedAt[1] ?? 0) - (retriedAt[0] ?? 0)).toBeGreaterThanOrEqual(afterMs - 2);
      expect(log.ids).toEqual([message.id]);
    },
  );

  it('a message on a short rung does not wait behind one on a long rung', async () => {
    const { bus, patienceMs } = stage();
    const [short = 0] = shortLadder;
    const patient = aParcelSent().message;
    const box = mailbox(patienceMs, ({ id, marks: { attempts } }) =>
      attempts
        ? { kind: 'ack' }
        : { kind: 'retry', afterMs: id === patient.id ? longRung : short, marks: { attempts: 1 } },
    );
    await bus.consume(outQueue, { prefetch: 5 }, box.receive);
    const hasty = aParcelSent().message;
    await bus.publish(patient);
    await bus.publish(hasty);
    await box.count(3);
    expect(box.ids).toEqual([patient.id, hasty.id, hasty.id]);
  });

  it("a dead letter lies in the queue's own dead-letter queue, unchanged, with its marks, and is gone from the queue", async () => {
    const { bus, patienceMs } = stage();
    const doomed = aParcelSent().message;
    const box = mailbox(patienceMs, ({ id }) =>
      id === doomed.id
        ? { kind: 'dead-letter', marks: { ...marks, reason: 'rejected', queue: outQueue } }
        : { kind: 'ack' },
    );
    const dead = mailbox(patienceMs);
    await bus.consume(outQueue, { prefetch: 1 }, box.receive);
    await bus.publish(doomed);
    const neighbour = aParcelSent().message;
    await bus.publish(neighbour);
    await bus.consume(deadLetterQueueOf(outQueue), { prefetch: 5 }, dead.receive);
    await Promise.all([box.count(2), dead.count(1)]);
    expect(dead.deliveries[0]).toMatchObject({
      ...doomed,
      queue: deadLetterQueueOf(outQueue),
      marks: { ...marks, reason: 'rejected', queue: outQueue },
    });
    expect(dead.deliveries[0]?.body.equals(doomed.body)).toBe(true);
    expect(box.ids).toEqual([doomed.id, neighbour.id]);
  });

  it('a dead letter waits until somebody takes it, and can be sent back to its queue', async () => {
    const { broker, bus, patienceMs } = stage();
    const box = mailbox(patienceMs, ({ marks: { attempts } }) =>
      attempts ? { kind: 'dead-letter', marks: { reason: 'rejected', queue: outQueue } } : { kind: 'ack' },
    );
    await bus.consume(outQueue, { prefetch: 5 }, box.receive);
    const { message } = aParcelSent();
    await bus.send(outQueue, message, { attempts: 1 });
    await box.count(1);
    const other = await broker.connect();
    const dead = mailbox(patienceMs, async ({ id, routingKey, body }) => {
      await other.send(outQueue, { id, routingKey, body });
      return { kind: 'ack' };
    });
    await other.consume(deadLetterQueueOf(outQueue), { prefetch: 1 }, dead.receive);
    await box.count(2);
    expect(box.deliveries[1]).toMatchObject({ ...message, marks: {} });
    expect(box.deliveries[1]?.marks.attempts).toBeUndefined();
  });
};

import {
  decodeEvent,
  deadLetterQueueOf,
  type Bus,
  type BusMetrics,
  type Clock,
  type Consumer,
  type Delivery,
  type DeliveryMarks,
  type EventTable,
} from '@pizzeria/bus';
import { deadLetters, isDatabaseAway, type Database, type NewDeadLetter } from '@pizzeria/postgres';
import { withoutPersonalTexts } from '../dead-letters/personal-texts';
import type { Logger } from '../logging/logger';
import type { Circuit } from './circuit';
import { databaseAway, holdable, type Holdable } from './holds';

export interface DrainKit {
  readonly bus: Bus;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly circuit: Circuit;
  readonly metrics: BusMetrics;
  /** The events that the service handles: what their contracts call personal is not kept in errors. */
  readonly events: EventTable;
}

const restMs = 30_000;
const resting = 'dead-letter-not-kept';

/**
 * Brings what a subscription gave up into the service's `dead_letters` table, where it can be seen and replayed.
 * Acked when its row is committed; while the database is away it waits in the queue. One that cannot be kept for
 * another reason is logged and tried again after a rest, which holds up nothing but other dead letters.
 */
export const drainDeadLetters = async (queue: string, kit: DrainKit): Promise<Pick<Consumer, 'stop'>> => {
  const { bus, clock, logger, circuit } = kit;
  const letters = deadLetters(kit.database);
  // The first delivery may come before the consumer is known here.
  const known: { held?: Holdable } = {};
  let cancelRest = (): void => undefined;
  const rest = (): void => {
    known.held?.hold(resting);
    cancelRest();
    cancelRest = clock.after(restMs, () => known.held?.letGo(resting));
  };
  const consumer = await bus.consume(deadLetterQueueOf(queue), { prefetch: 10 }, async (delivery) => {
    try {
      const letter = letterOf(delivery, queue, clock.now(), kit.events);
      await letters.add(letter);
      logger.warn({ queue, eventId: delivery.id, reason: letter.marks.reason }, 'dead letter kept');
      return { kind: 'ack' };
    } catch (error) {
      logger.error({ queue, eventId: delivery.id, error }, 'a dead letter could not be kept');
      if (isDatabaseAway(error)) circuit.open(error);
      else rest();
      return { kind: 'hand-back' };
    }
  });
  known.held = holdable(consumer, kit, [databaseAway, resting]);
  circuit.guard(known.held);
  return {
    stop: async (drainMs) => {
      await consumer.stop(drainMs);
      cancelRest();
    },
  };
};

const letterOf = (delivery: Delivery, queue: string, receivedAt: Date, events: EventTable): NewDeadLetter => ({
  queue,
  messageId: delivery.id,
  routingKey: delivery.routingKey,
  ...namesOf(delivery.body),
  marks: shownMarks(delivery, events),
  body: delivery.body,
  receivedAt,
});

/** People read errors and stacks, and they may quote what the message says. */
const shownMarks = ({ marks, body }: Delivery, events: EventTable): DeliveryMarks => {
  const clean = (text: string | undefined) => text && withoutPersonalTexts(text, events, body);
  return { ...marks, error: clean(marks.error), stack: clean(marks.stack) };
};

/** As far as the bytes can be read: a dead letter may be anything. */
const namesOf = (body: Buffer): Pick<NewDeadLetter, 'eventId' | 'type' | 'subject'> => {
  try {
    const { id, type, subject } = decodeEvent(body);
    return { eventId: id, type, subject };
  } catch {
    return {};
  }
};

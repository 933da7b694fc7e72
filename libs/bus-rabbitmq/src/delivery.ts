import { deadLetterQueueOf, isDeadLetterQueue, type Delivery } from '@pizzeria/bus';
import type { ConsumeMessage } from 'amqplib';
import { marksOf, originalRoutingKey, type Headers } from './headers';

const suffixLength = deadLetterQueueOf('').length;

interface Death {
  readonly queue?: unknown;
  readonly 'routing-keys'?: unknown;
}

/** The broker's own note that it gave a message up in `queue`. */
const deathIn = (headers: Headers, queue: string): Death | undefined => {
  const deaths: readonly Death[] = Array.isArray(headers['x-death']) ? headers['x-death'] : [];
  return deaths.find((death) => death?.queue === queue);
};

const keyBefore = (death: Death | undefined): string | undefined => {
  const keys = death?.['routing-keys'];
  const first: unknown = Array.isArray(keys) ? keys[0] : undefined;
  return typeof first === 'string' ? first : undefined;
};

/** Since 4.3 a hand-back no longer counts in the older header, and the newer one counts what that counted before. */
const earlierDeliveries = (headers: Headers): number => {
  const counts = [headers['x-acquired-count'], headers['x-delivery-count']];
  return counts.find((count): count is number => typeof count === 'number') ?? 0;
};

/** What the broker delivered, in the bus's terms. The body is a copy. Never throws, whoever sent the message. */
export const deliveryOf = (queue: string, message: ConsumeMessage): Delivery => {
  const headers: Headers = message.properties.headers ?? {};
  const id: unknown = message.properties.messageId;
  const origin = isDeadLetterQueue(queue) ? queue.slice(0, -suffixLength) : undefined;
  const death = origin === undefined ? undefined : deathIn(headers, origin);
  const marks = marksOf(headers);
  return {
    queue,
    id: typeof id === 'string' ? id : '',
    routingKey: originalRoutingKey(headers) ?? keyBefore(death) ?? message.fields.routingKey,
    body: Buffer.from(message.content),
    // Our own dead letters carry a reason and no note of the broker's.
    marks: death && marks.reason === undefined ? { ...marks, reason: 'broker', queue: origin } : marks,
    redelivered: message.fields.redelivered,
    deliveryCount: earlierDeliveries(headers),
  };
};

import { uuidv7 } from 'uuidv7';
import type { NewDeadLetter } from './dead-letter';

/** A ticket that the kitchen gave up; other than that where it is said. */
export const aDeadLetter = (given: Partial<NewDeadLetter> = {}): NewDeadLetter => ({
  queue: 'kitchen.tickets',
  messageId: uuidv7(),
  routingKey: 'order.placed.v2',
  type: 'com.mariopizzeria.order.placed',
  subject: 'order/1',
  body: Buffer.from('{}'),
  marks: {
    reason: 'retries-exhausted',
    attempts: 8,
    error: 'the oven is cold',
    stack: 'Error: the oven is cold\n    at bake',
    firstFailedAt: '2030-01-01T12:00:00.000Z',
    lastFailedAt: '2030-01-01T13:00:00.000Z',
  },
  receivedAt: new Date('2030-01-01T13:00:01Z'),
  ...given,
});

import { uuidv7 } from 'uuidv7';
import type { OutboxRow } from '../database';

/** An event of some aggregate, ready for the outbox. */
export const anOutboxRow = (given: Partial<OutboxRow> = {}): OutboxRow => ({
  eventId: uuidv7(),
  type: 'test.happened',
  routingKey: 'test.happened.v1',
  subject: 'order/1',
  sequence: 1,
  createdAt: new Date('2030-01-01T12:00:00Z'),
  body: Buffer.from('{"it":"happened"}'),
  ...given,
});

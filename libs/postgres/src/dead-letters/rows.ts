import type { DeadLetterReason, DeliveryMarks } from '@pizzeria/bus';
import { uuidv7 } from 'uuidv7';
import { storableJson, storableText } from '../storable';
import type { DeadLetter, DeadLetterState, NewDeadLetter } from './dead-letter';

export interface Row {
  readonly id: string;
  readonly queue: string;
  readonly message_id: string;
  readonly event_id: string | null;
  readonly routing_key: string;
  readonly type: string | null;
  readonly subject: string | null;
  readonly marks: DeliveryMarks;
  readonly body: Buffer;
  readonly reason: DeadLetterReason;
  readonly error: string | null;
  readonly stack: string | null;
  readonly attempts: number;
  readonly first_failed_at: Date | null;
  readonly last_failed_at: Date | null;
  readonly received_at: Date;
  readonly state: DeadLetterState;
  readonly state_since: Date;
  readonly replays: number;
  readonly failed_replay: number;
  readonly arrivals: number;
}

/** What a failure says; written anew when the same message fails again. */
export const failureOf = ({ marks, routingKey, receivedAt }: NewDeadLetter) => ({
  routing_key: storableText(routingKey),
  marks: storableJson(marks),
  reason: marks.reason ?? 'broker',
  error: textOrNull(marks.error),
  stack: textOrNull(marks.stack),
  attempts: countOf(marks.attempts),
  first_failed_at: timeOrNull(marks.firstFailedAt),
  last_failed_at: timeOrNull(marks.lastFailedAt),
  received_at: receivedAt,
  failed_replay: countOf(marks.replays),
});

/** A row for a message not known yet. */
export const rowOf = (letter: NewDeadLetter) => ({
  id: uuidv7(),
  queue: letter.queue,
  message_id: storableText(letter.messageId),
  event_id: letter.eventId ?? null,
  type: textOrNull(letter.type),
  subject: textOrNull(letter.subject),
  body: letter.body,
  replays: countOf(letter.marks.replays),
  ...failureOf(letter),
});

/** `retries-exhausted: the oven is cold` */
export const noteOf = ({ marks }: NewDeadLetter): string =>
  storableText([marks.reason ?? 'broker', marks.error?.split('\n', 1)[0]].filter(Boolean).join(': '));

const largestInteger = 2 ** 31 - 1;

/** Marks came over the wire and may say anything: what is no number, and no time, must not keep a letter out. */
const countOf = (count: number | undefined): number =>
  Math.min(largestInteger, Math.max(0, Math.trunc(Number(count ?? 0)) || 0));

const timeOrNull = (text: string | undefined): Date | null => {
  const time = new Date(text ?? Number.NaN);
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9_999 ? time : null;
};

const textOrNull = (text: string | undefined): string | null => (text === undefined ? null : storableText(text));

export const letterOf = (row: Row): DeadLetter => ({
  id: row.id,
  queue: row.queue,
  messageId: row.message_id,
  eventId: row.event_id ?? undefined,
  routingKey: row.routing_key,
  type: row.type ?? undefined,
  subject: row.subject ?? undefined,
  marks: row.marks,
  body: row.body,
  reason: row.reason,
  error: row.error ?? undefined,
  stack: row.stack ?? undefined,
  attempts: row.attempts,
  firstFailedAt: row.first_failed_at ?? undefined,
  lastFailedAt: row.last_failed_at ?? undefined,
  receivedAt: row.received_at,
  state: row.state,
  stateSince: row.state_since,
  replays: row.replays,
  arrivals: row.arrivals,
});

import type { DeadLetter, DeadLetterAction, DeadLetterGroup } from '@pizzeria/postgres';
import type { EventTable } from '@pizzeria/bus';
import { z } from 'zod';
import { cleanText } from '../logging/redact';
import { bodyView, viewOfBody } from './body-view';
import { reason, state } from './filter';

const time = z.iso.datetime();
const count = z.int().min(0);

export const letterView = z.object({
  id: z.uuid(),
  queue: z.string(),
  messageId: z.string(),
  routingKey: z.string(),
  /** Of the event inside, where it could be read. */
  type: z.string().optional(),
  subject: z.string().optional(),
  state,
  stateSince: time,
  reason,
  /** First line of the error. */
  error: z.string().optional(),
  attempts: count,
  firstFailedAt: time.optional(),
  lastFailedAt: time.optional(),
  /** When its newest failure came. */
  receivedAt: time,
  replays: count,
  bytes: count,
});

export const actionView = z.object({
  action: z.enum(['failed', 'replayed', 'discarded', 'restored']),
  at: time,
  by: z.string().optional(),
  note: z.string().optional(),
});

/** Of one letter alone: all that is known, the whole error, the body, and what happened to it, oldest first. */
export const letterDetails = letterView.extend({
  stack: z.string().optional(),
  /** How often it came, deliveries of the same failure included. */
  arrivals: count,
  body: bodyView,
  history: z.array(actionView),
});

/** After an action; `already`: it was so before, nothing was done. */
export const changedLetter = letterView.extend({ already: z.boolean() });

export const groupView = z.object({
  queue: z.string(),
  reason,
  type: z.string().optional(),
  /** First line of the error, ids in it replaced. */
  error: z.string().optional(),
  count,
  first: time,
  last: time,
});

type View = z.infer<typeof letterView>;

export const viewOf = (letter: DeadLetter): View => ({
  id: letter.id,
  queue: letter.queue,
  messageId: letter.messageId,
  routingKey: letter.routingKey,
  type: letter.type,
  subject: letter.subject,
  state: letter.state,
  stateSince: letter.stateSince.toISOString(),
  reason: letter.reason,
  error: letter.error === undefined ? undefined : cleanText(letter.error.split('\n', 1)[0] ?? ''),
  attempts: letter.attempts,
  firstFailedAt: letter.firstFailedAt?.toISOString(),
  lastFailedAt: letter.lastFailedAt?.toISOString(),
  receivedAt: letter.receivedAt.toISOString(),
  replays: letter.replays,
  bytes: letter.body.length,
});

export const detailsOf = (
  letter: DeadLetter,
  history: readonly DeadLetterAction[],
  events: EventTable,
): z.infer<typeof letterDetails> => ({
  ...viewOf(letter),
  error: letter.error === undefined ? undefined : cleanText(letter.error),
  stack: letter.stack === undefined ? undefined : cleanText(letter.stack),
  arrivals: letter.arrivals,
  body: viewOfBody(letter.body, events),
  history: history.map(({ action, at, by, note }) => ({
    action,
    at: at.toISOString(),
    by,
    note: note === undefined ? undefined : cleanText(note),
  })),
});

export const viewOfGroup = ({ first, last, error, ...group }: DeadLetterGroup): z.infer<typeof groupView> => ({
  ...group,
  ...(error === undefined ? {} : { error: cleanText(error) }),
  first: first.toISOString(),
  last: last.toISOString(),
});

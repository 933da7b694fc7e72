import type { DeadLetterReason, DeliveryMarks } from '@pizzeria/bus';

export type Headers = Readonly<Record<string, unknown>>;

/** Headers of ours: marks on a message, and the routing key it was first published with. */
const names = {
  attempts: 'x-attempts',
  firstFailedAt: 'x-first-failed-at',
  lastFailedAt: 'x-last-failed-at',
  notBefore: 'x-not-before',
  reason: 'x-reason',
  error: 'x-error',
  stack: 'x-stack',
  queue: 'x-origin-queue',
  suspect: 'x-suspect',
  replays: 'x-replays',
  cameFrom: 'x-came-from',
} as const satisfies Record<keyof DeliveryMarks, string>;

const routingKeyHeader = 'x-routing-key';

const ours: readonly string[] = [...Object.values(names), routingKeyHeader];

/** Counters and histories the broker keeps itself: those of an original say nothing about its copy. */
const brokers = /^x-((first-|last-)?death(-|$)|delivery-count$|acquired-count$)/;

/** All headers travel in one frame of 128 KiB: text of unknown length is cut. */
const longest: Partial<Record<keyof DeliveryMarks, number>> = { error: 4_096, stack: 8_192 };

/** Of an AMQP routing key. */
const longestKey = 255;

const reasons: ReadonlySet<string> = new Set<DeadLetterReason>([
  'retries-exhausted',
  'rejected',
  'invalid',
  'unknown-type',
  'unsupported-version',
  'crash-loop',
  'broker',
]);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What a 32-bit column holds. */
const mostCounted = 2 ** 31 - 1;

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostCounted ? value : undefined;

/** As `Date.toISOString` writes it, of our own years. */
const moment = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;

/** W3C trace contexts, separated by a blank. */
const spans = (value: unknown): string | undefined =>
  typeof value === 'string' && /^00(-[0-9a-f]+){3}( 00(-[0-9a-f]+){3}){0,3}$/.test(value) && value.length <= 512
    ? value
    : undefined;

/** Marks as headers; absent marks are absent headers. */
export const headersOf = (marks: DeliveryMarks, routingKey: string): Headers => {
  const headers: Record<string, unknown> = { [routingKeyHeader]: routingKey.slice(0, longestKey) };
  for (const key of Object.keys(names) as (keyof DeliveryMarks)[]) {
    const value = marks[key];
    if (value === undefined) continue;
    headers[names[key]] = typeof value === 'string' ? value.slice(0, longest[key] ?? 512) : value;
  }
  return headers;
};

/** Marks as they were sent; what is not ours or malformed is left out. Never throws. */
export const marksOf = (headers: Headers): DeliveryMarks => {
  const reason = text(headers[names.reason]);
  const marks: DeliveryMarks = {
    attempts: count(headers[names.attempts]),
    firstFailedAt: moment(headers[names.firstFailedAt]),
    lastFailedAt: moment(headers[names.lastFailedAt]),
    notBefore: moment(headers[names.notBefore]),
    reason: reason !== undefined && reasons.has(reason) ? (reason as DeadLetterReason) : undefined,
    error: text(headers[names.error]),
    stack: text(headers[names.stack]),
    queue: text(headers[names.queue]),
    suspect: headers[names.suspect] === true ? true : undefined,
    replays: count(headers[names.replays]),
    cameFrom: spans(headers[names.cameFrom]),
  };
  return Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== undefined));
};

/** The routing key a republished message first had. */
export const originalRoutingKey = (headers: Headers): string | undefined => text(headers[routingKeyHeader]);

/** All headers of a message together are encoded in 64 KiB at most; ours take the most of that. */
const mostCarried = 8 * 1_024;

/**
 * Headers a copy keeps from its original: neither the broker's own nor ours, which are written anew. None at all when
 * there is more than a copy could hold beside ours: the message itself must never be stuck for them.
 */
export const carriedHeaders = (headers: Headers): Headers => {
  const carried = Object.entries(headers).filter(([name]) => !brokers.test(name) && !ours.includes(name));
  return Buffer.byteLength(JSON.stringify(carried)) > mostCarried ? {} : Object.fromEntries(carried);
};

/** Properties of an AMQP message, as `openRawSender` takes them. */
export interface Properties {
  readonly messageId?: string;
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly headers?: Record<string, unknown>;
  readonly priority?: number;
  readonly type?: string;
}

/** What a careless or hostile sender may write beside the body. None of it changes what becomes of a message. */
const oddities: readonly ((n: number) => Properties)[] = [
  () => ({}),
  (n) => ({ messageId: `${n}` }),
  () => ({ messageId: 'always the same' }),
  (n) => ({ messageId: `${n} ${'x'.repeat(200)}` }),
  (n) => ({ messageId: `nul \u0000 ${n}` }),
  () => ({ contentType: 'text/plain' }),
  () => ({ contentType: 'application/octet-stream', contentEncoding: 'gzip' }),
  () => ({ type: 'order.placed', priority: 9 }),
  () => ({ headers: { 'x-attempts': 'many' } }),
  () => ({ headers: { 'x-attempts': -1 } }),
  () => ({ headers: { 'x-attempts': 0.5 } }),
  () => ({ headers: { 'x-attempts': 1e300 } }),
  () => ({ headers: { 'x-attempts': Number.MAX_SAFE_INTEGER } }),
  () => ({ headers: { 'x-attempts': { a: 1 } } }),
  () => ({ headers: { 'x-attempts': [1, 2] } }),
  () => ({ headers: { 'x-first-failed-at': 'yesterday', 'x-last-failed-at': 'the 33rd of May' } }),
  () => ({ headers: { 'x-first-failed-at': 7, 'x-last-failed-at': '-99999-01-01T00:00:00Z' } }),
  () => ({ headers: { 'x-not-before': 'soon' } }),
  () => ({ headers: { 'x-reason': 'because', 'x-error': 'an \u0000 error', 'x-stack': 'x'.repeat(40_000) } }),
  () => ({ headers: { 'x-reason': 'rejected', 'x-origin-queue': 'nobody.knows' } }),
  () => ({ headers: { 'x-routing-key': `order.placed.v1${'\u0000'}` } }),
  () => ({ headers: { 'x-routing-key': 'x'.repeat(5_000) } }),
  () => ({ headers: { 'x-delivery-count': 'often', 'x-acquired-count': -5 } }),
  () => ({ headers: { 'x-replays': -3 } }),
  () => ({ headers: { 'x-replays': 1e300 } }),
  () => ({ headers: { __proto__x: 1, constructor: 'x', toString: 'y' } }),
  (n) => ({ headers: { ...Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`h-${at}`, n])) } }),
  () => ({ headers: { big: 'x'.repeat(60_000) } }),
  () => ({ headers: { 'x-death': 'twice', 'x-first-death-queue': 5 } }),
  () => ({ headers: { 'x-death': [{ queue: 'orders.progress', count: 'x', 'routing-keys': 'y' }] } }),
  () => ({ headers: { 'x-suspect': 'yes' } }),
];

export const oddProperties = (n: number): Properties => (oddities[n % oddities.length] as (n: number) => Properties)(n);

/** One promise of the bus: when this happens, that follows. */
export interface PromiseRow {
  readonly id: string;
  readonly situation: string;
  readonly happens: string;
  /** Tests outside of this suite that prove the same closer to where it is built. */
  readonly elsewhere?: readonly ProofElsewhere[];
}

export interface ProofElsewhere {
  readonly bus: 'in memory with its journal' | 'RabbitMQ' | 'both';
  /** Relative to the workspace. */
  readonly file: string;
  /** The test's name, or the beginning of it. */
  readonly test: string;
}

const kernel = (part: string, test: string): ProofElsewhere => ({
  bus: 'both',
  file: `libs/bus/src/testing/conformance/${part}.ts`,
  test,
});

/** Every promise, in the order in which they are documented. Each has tests on each bus: `table.spec.ts` counts. */
export const promises = [
  {
    id: 'handler-throws',
    situation: 'A handler throws',
    happens:
      'its transaction is rolled back together with its inbox row; it is tried twice more in the process, quickly and with full jitter; then the message walks the delay ladder; then it is a dead letter `retries-exhausted` with error, stack, attempts, first and last failure',
    elsewhere: [kernel('failing', 'a handler that throws is tried quickly twice')],
  },
  {
    id: 'reject',
    situation: '`Reject(reason)` is thrown',
    happens: 'the message is a dead letter at once, with the reason',
    elsewhere: [kernel('failing', 'Reject makes a dead letter at once')],
  },
  {
    id: 'retry-after',
    situation: '`RetryAfter(ms)` is thrown',
    happens: 'the message is tried again after that delay; no attempt is counted',
    elsewhere: [kernel('failing', 'RetryAfter waits as long as it says')],
  },
  {
    id: 'invalid-payload',
    situation: 'A payload does not fit its contract',
    happens: 'no handler runs; the message is a dead letter `invalid` with the paths that are wrong',
    elsewhere: [kernel('reading', 'an invalid payload runs no handler')],
  },
  {
    id: 'unknown-message',
    situation: 'A type that the queue has no handler for, or a version from the future, lies in a queue',
    happens:
      'it is a dead letter `unknown-type` or `unsupported-version`, kept byte by byte, so that it can be replayed after a deploy',
    elsewhere: [
      kernel('reading', 'an unknown type is a dead letter'),
      kernel('reading', 'an unknown future version is a dead letter'),
    ],
  },
  {
    id: 'producer-invalid',
    situation: 'A producer passes a payload that does not fit its contract',
    happens: 'publishing throws before any input or output; nothing of its transaction stays',
  },
  {
    id: 'consumer-killed',
    situation: 'A consumer is killed',
    happens: 'its messages are delivered again; the inbox makes each effect happen once',
    elsewhere: [kernel('faults', 'messages in hand come again')],
  },
  {
    id: 'crash-loop',
    situation: 'A message kills its process',
    happens:
      'it is isolated: once suspected it is handled while nothing else runs, after a note of it; three processes that died over it make it a dead letter `crash-loop`; its neighbours are handled; SIGTERM, lost connections and broker restarts never count towards it',
    elsewhere: [
      {
        bus: 'both',
        file: 'libs/bus/src/delivery/isolate.spec.ts',
        test: 'is suspected at the third return: a marked copy goes to a short rung',
      },
      {
        bus: 'both',
        file: 'apps/pizzeria/src/crash-loop.e2e.spec.ts',
        test: 'is a dead letter after six deaths, and all that was in hand beside it is handled once',
      },
      {
        bus: 'RabbitMQ',
        file: 'apps/pizzeria/src/crash-loop.e2e.spec.ts',
        test: 'is no crash loop, however suspect it is, and is handled once',
      },
    ],
  },
  {
    id: 'handler-deadline',
    situation: 'A handler is over its deadline (default 20 s)',
    happens: 'its AbortSignal is aborted, its transaction rolled back, and it counts as a failure',
    elsewhere: [kernel('failing', 'a handler over its deadline is aborted')],
  },
  {
    id: 'connection-lost',
    situation: 'The broker restarts, or the connection is lost in the middle of publishing',
    happens:
      'what was not confirmed is uncertain; the relay sends it again with the same id; nothing is lost, and no effect happens twice',
    elsewhere: [kernel('faults', 'nothing confirmed is lost, and publishing and consuming go on')],
  },
  {
    id: 'subscriber-later',
    situation: 'An event is published before a subscriber ever ran',
    happens: 'it waits in its queue: every queue and binding exists before the first service starts',
    elsewhere: [kernel('publishing', 'an event published before a subscriber ever ran waits in its queue')],
  },
  {
    id: 'ack-lost',
    situation: 'The transaction is committed and the ack is lost',
    happens: 'the message is delivered again, meets its inbox row and is acked; the effect stays one',
  },
  {
    id: 'database-away-consumer',
    situation: "A consumer's database is away",
    happens:
      'the circuit opens: consumption pauses, what is in hand is handed back once, no attempt is counted and nothing is dead-lettered; a query, never a message, probes the database after 1 s doubling to 30 s; then consumption resumes',
    elsewhere: [kernel('stopping', 'a process that cannot work pauses')],
  },
  {
    id: 'database-away-producer',
    situation: "A producer's database is away",
    happens: 'the request fails, and nothing was emitted',
  },
  {
    id: 'broker-away-producer',
    situation: 'The broker is away from a producer',
    happens: 'work is still taken; the outbox grows, and its age is a metric; all of it leaves when the broker is back',
  },
  {
    id: 'duplicate',
    situation: 'A message comes twice, or messages come out of order',
    happens: 'the inbox makes the effect of a duplicate once; `sequence` tells which state is the later one',
    elsewhere: [kernel('publishing', 'a duplicate publish with the same id is delivered twice')],
  },
  {
    id: 'move-fails',
    situation: 'A move to a delay or to the dead letters fails',
    happens: 'the original goes back to its queue and the subscription pauses, longer each time; nothing is lost',
  },
  {
    id: 'unroutable',
    situation: 'No queue is bound for an event',
    happens: 'it is counted; it is an error only where its contract asks for a route',
    elsewhere: [kernel('publishing', 'an unroutable event is confirmed, and reported as unrouted')],
  },
  {
    id: 'broker-full',
    situation: 'The broker has no memory or no disk left',
    happens: 'publishers wait up to a deadline and keep what they have; consumers go on acking',
  },
  {
    id: 'sigterm',
    situation: 'A process is told to stop (SIGTERM)',
    happens:
      'it is not ready any more and takes no new messages; those not started are handed back uncounted, running handlers are finished within the drain limit, the relay finishes its batch, connections are closed, the exit code is 0',
    elsewhere: [kernel('stopping', 'stopping hands unstarted messages back at once and finishes running ones')],
  },
  {
    id: 'on-handler',
    situation: 'A handler is written as `on(event, handle)`',
    happens: 'one transaction holds its inbox row, its effect and the events it publishes: all of them or none',
  },
  {
    id: 'deliver-handler',
    situation: 'A handler calls the outside world, written as `deliver(event, { claim, send, settle, release })`',
    happens:
      'it claims, sends and settles, and a throw walks the same ladder; a process killed between send and settle leaves its claim uncertain: shown, and not sent again',
  },
  {
    id: 'order',
    situation: 'Events of one aggregate are published one after the other',
    happens: 'they carry `sequence` and leave in that order, through failures too',
  },
] as const satisfies readonly PromiseRow[];

export type PromiseId = (typeof promises)[number]['id'];

/** The promise as one sentence. */
export const sentenceOf = ({ situation, happens }: PromiseRow): string => `${situation}: ${happens}`;

import { AsyncResource } from 'node:async_hooks';
import { trace } from '@opentelemetry/api';
import { BusUnavailable, MessageRefused, runningSpan, spansIn, systemClock, type Bus } from '@pizzeria/bus';
import type { DeadLetter, DeadLetterChange, DeadLetterFilter, DeadLetters } from '@pizzeria/postgres';
import { HttpProblem } from '../http/problems';
import type { Logger } from '../logging/logger';

export interface ReplayOrder {
  readonly filter: DeadLetterFilter;
  readonly by: string;
  readonly ratePerSecond: number;
  /** At most so many letters. */
  readonly limit: number;
  /** What was replayed since then is not meant: a run of several calls replays no letter twice. Default now. */
  readonly startedAt?: Date;
}

export interface ReplayReport {
  readonly replayed: number;
  /** Waiting still, of those meant; with those that the bus refuses. */
  readonly left: number;
  /** What the bus does not take; they wait as before. */
  readonly refused: readonly { readonly id: string; readonly error: string }[];
  readonly startedAt: Date;
}

export interface Replaying {
  /**
   * Replays one letter in the caller's transaction: it is marked, sent and confirmed, then the mark is committed.
   * Undefined when there is none. Throws a problem when the bus does not take it.
   */
  one(id: string, by: string): Promise<DeadLetterChange | undefined>;
  /**
   * Replays letter after letter, each in a transaction of its own, for 5 s at most: what was not reached waits as
   * before. Throws a 409 while this process is at another run, so that the rate is what was asked for, and a 503
   * when the bus takes nothing; what was replayed until then stays replayed.
   */
  many(order: ReplayOrder): Promise<ReplayReport>;
}

const longestMs = 5_000;

export const replaying = (letters: DeadLetters, bus: Pick<Bus, 'send'>, logger: Logger): Replaying => {
  // Of a request's transaction and trace the bus knows nothing, nor what is handled because of what it is sent.
  const outside = new AsyncResource('replaying');
  let busy = false;
  const sendAs =
    (request: string | undefined) =>
    (letter: DeadLetter): Promise<void> =>
      outside.runInAsyncScope(() =>
        bus.send(
          letter.queue,
          { id: letter.messageId, routingKey: letter.routingKey, body: letter.body },
          { replays: letter.replays, ...cameFrom(letter, request) },
        ),
      );
  return {
    one: async (id, by) => {
      try {
        const change = await letters.replay(id, by, sendAs(runningSpan()));
        if (change?.kind === 'done') noteReplay(change.letter, by, logger);
        return change;
      } catch (error) {
        throw problemOf(error);
      }
    },
    many: async (order) => {
      if (busy) throw new HttpProblem(409, 'replay-under-way', 'Another replay is under way: wait for its end.');
      busy = true;
      const send = sendAs(runningSpan());
      try {
        return await outside.runInAsyncScope(() => run(order, { letters, send, logger }));
      } finally {
        busy = false;
      }
    },
  };
};

/** The try that failed and the request that sends it again: the next try is linked to both. */
const cameFrom = ({ marks }: DeadLetter, request: string | undefined): { readonly cameFrom?: string } => {
  const [failed] = marks.cameFrom?.split(' ') ?? [];
  const spans = [failed, request].filter((span) => span !== undefined);
  return spans.length > 0 ? { cameFrom: spans.join(' ') } : {};
};

interface Run {
  readonly letters: DeadLetters;
  readonly send: (letter: DeadLetter) => Promise<void>;
  readonly logger: Logger;
}

const run = async (order: ReplayOrder, { letters, send, logger }: Run): Promise<ReplayReport> => {
  const startedAt = order.startedAt ?? (await letters.now());
  const filter = { ...order.filter, notReplayedSince: startedAt };
  const refused = new Map<string, string>();
  const began = performance.now();
  let [tried, replayed] = [0, 0];
  const next = async (): Promise<boolean> => {
    const inHand: { id?: string } = {};
    const sending = (letter: DeadLetter): Promise<void> => {
      inHand.id = letter.id;
      return send(letter);
    };
    try {
      const id = await letters.replayNext(filter, order.by, sending, [...refused.keys()]);
      replayed += id === undefined ? 0 : 1;
      return id !== undefined;
    } catch (error) {
      if (inHand.id === undefined || !(error instanceof MessageRefused)) throw problemOf(error, replayed);
      refused.set(inHand.id, error.message);
      return true;
    }
  };
  while (tried < order.limit && performance.now() - began < longestMs) {
    await until(began + (tried * 1_000) / order.ratePerSecond);
    if (!(await next())) break;
    tried += 1;
  }
  const left = await letters.total(filter);
  logger.info({ by: order.by, replayed, refused: refused.size, left }, 'dead letters replayed');
  return { replayed, left, refused: [...refused].map(([id, error]) => ({ id, error })), startedAt };
};

const until = (moment: number): Promise<void> =>
  new Promise((resolve) => {
    const ms = moment - performance.now();
    if (ms <= 0) resolve();
    else systemClock.after(ms, resolve);
  });

const problemOf = (error: unknown, before = 0): unknown => {
  const already = before > 0 ? ` ${before} were replayed before.` : '';
  if (error instanceof BusUnavailable)
    return new HttpProblem(
      503,
      'bus-unavailable',
      `The bus takes no messages at the moment; the letter waits as before.${already} Send the request again.`,
      { headers: { 'Retry-After': '2' } },
    );
  if (error instanceof MessageRefused)
    return new HttpProblem(409, 'message-refused', `The bus refuses this message: ${error.message}`);
  return error;
};

/** The request's span links to where the event was created, and the log says who sent it again. */
const noteReplay = ({ id, queue, messageId, body }: DeadLetter, by: string, logger: Logger): void => {
  const [, traceparent] = /"traceparent":"([0-9a-f-]+)"/.exec(body.toString('latin1')) ?? [];
  for (const creation of spansIn(traceparent)) trace.getActiveSpan()?.addLink({ context: creation });
  logger.info({ deadLetter: id, queue, eventId: messageId, by }, 'dead letter replayed');
};

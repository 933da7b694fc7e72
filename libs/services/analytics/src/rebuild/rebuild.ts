import { queueNameOf, systemClock, uuidv7Ids } from '@pizzeria/bus';
import { deadLetters, holdLock, openDatabase, type Database } from '@pizzeria/postgres';
import { readConfig, type Logger } from '@pizzeria/service';
import { setTimeout as pause } from 'node:timers/promises';
import { collectedMetrics } from '../postgres/metrics';
import { analytics } from '../service';
import { settings } from '../settings';
import { barrier, countOfLog, isLockTimeout, lockAll, measuredButNotKept, schemaInUse } from './locks';
import { beginning, since, type Place } from './recordings';
import { replayer, type Replay } from './replay';
import { openShadow, type Shadow } from './shadow';

/** The metrics cannot be rebuilt; nothing was changed. The message is for the operator: it says why and what to do. */
export class CannotRebuild extends Error {
  override readonly name = 'CannotRebuild';
}

export interface RebuildOptions {
  /** The service's own database, migrated. */
  readonly url: string;
  readonly logger: Logger;
  /** Told after each page how many events were replayed, and how many were in the log when it began. */
  readonly onProgress?: (replayed: number, inLog: number) => void;
  /** Aborted, it ends after its page: the metrics in use stay as they are. */
  readonly signal?: AbortSignal;
  /** Events read and replayed in one transaction. */
  readonly pageSize?: number;
  /** How long it tries to take the place of the metrics in use once it has read the log, ms. */
  readonly patienceMs?: number;
}

const queue = queueNameOf(analytics.name, 'metrics');
const logQueue = queueNameOf(analytics.name, 'log');
/** So few are replayed while everybody waits, and nobody notices. */
const few = 1_000;
/** Where so much comes all the time, the rest is replayed while everybody waits after so many rounds. */
const mostRounds = 10;
const pauseMs = 500;

/**
 * Makes every metric anew out of the event log, by the handlers that make them out of events as they come, while the
 * service goes on. It works beside the tables in use and takes their place in one moment, with everything that came
 * meanwhile: until then nothing of it is seen, and if it ends before, nothing has changed. Answers how many events
 * it replayed. Memory does not grow with the log.
 *
 * Throws `CannotRebuild`, also when another rebuild is under way.
 */
export const rebuildMetrics = async (options: RebuildOptions): Promise<number> => {
  const { url, logger, onProgress = () => undefined, pageSize = 500, patienceMs = 60_000 } = options;
  const lost = new AbortController();
  const name = 'analytics rebuild';
  const lock = await holdLock({ url, name, lock: 'rebuild', onLost: (error) => lost.abort(error) });
  if (!lock) throw new CannotRebuild('Another rebuild is under way in this database: wait for its end, or end it.');
  const database = openDatabase({ url, name, poolSize: 1, unansweredMs: 3_600_000, log: logger });
  const { signal = new AbortController().signal } = options;
  try {
    return await rebuild(database, { url, logger, onProgress, pageSize, patienceMs, signal }, () => {
      lost.signal.throwIfAborted();
      if (signal.aborted) throw new CannotRebuild('The rebuild was stopped; the metrics are as they were.');
    });
  } finally {
    await database.close();
    await lock.release();
  }
};

const rebuild = async (
  database: Database,
  { logger, onProgress, pageSize, patienceMs }: Required<RebuildOptions>,
  goOn: () => void,
): Promise<number> => {
  const live = await schemaInUse(database);
  const inLog = await countOfLog(database);
  const shadow = await openShadow(database, live);
  let replayed = 0;
  const onPage = (events: number): void => {
    onProgress((replayed += events), inLog);
    goOn();
  };
  const handlers = analytics.subscriptions['metrics']?.handlers ?? [];
  const { metrics, write } = collectedMetrics(database);
  const parts = { ...partsOn(database, logger), metrics };
  const log = `${live}.event_log`;
  const replay = replayer({ database, shadow, log, pageSize, parts, write, handlers, onPage });
  try {
    await untilDone(patienceMs, { database, live, shadow, replay });
    return replayed;
  } catch (error) {
    await shadow.remove().catch(() => undefined);
    throw error;
  }
};

/** The parts of the service: its handlers do here what they always do, only that they write by the page. */
const partsOn = (database: Database, logger: Logger) =>
  analytics.parts({
    database,
    clock: systemClock,
    ids: uuidv7Ids,
    logger,
    settings: readConfig(settings, {}),
    publish: () => undefined,
    measure: { count: () => undefined, record: () => undefined },
  });

interface Work {
  readonly database: Database;
  /** The schema of the tables in use. */
  readonly live: string;
  readonly shadow: Shadow;
  readonly replay: Replay;
}

/** Catches up with the log and tries to take over, again and again, until that succeeds. */
const untilDone = async (patienceMs: number, work: Work): Promise<void> => {
  let from = await catchUp(beginning, work);
  await work.shadow.analyse();
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const obstacle = await takeOver(from, work);
    if (obstacle === undefined) return;
    if (performance.now() > deadline) throw new CannotRebuild(obstacle);
    await pause(pauseMs);
    from = await catchUp(from, work);
  }
};

/** Replays what is in the log until hardly anything is left; answers from where on there may be more. */
const catchUp = async (from: Place, { database, replay }: Work): Promise<Place> => {
  let after = from;
  for (let round = 1; round <= mostRounds; round += 1) {
    const { at, readOnFrom } = await barrier(database);
    const replayed = await replay(after, at);
    after = since(readOnFrom);
    if (replayed <= few) break;
  }
  return after;
};

/** Replays the rest and changes the tables while nobody writes. Answers what is in the way, if something is. */
const takeOver = async (from: Place, { database, live, shadow, replay }: Work): Promise<string | undefined> => {
  try {
    await database.transaction(async () => {
      await lockAll(database, live);
      await forgetNothing(database, live);
      await replay(from, 'infinity');
      await shadow.takeOver();
    });
    return undefined;
  } catch (error) {
    if (error instanceof CannotRebuild) return error.message;
    if (isLockTimeout(error)) return 'Somebody uses the metrics without a pause: try again when there is less to do.';
    throw error;
  }
};

/** Throws what keeps the log from knowing all that was measured. */
const forgetNothing = async (database: Database, live: string): Promise<void> => {
  const notInLog = await measuredButNotKept(database, live, queue);
  if (notInLog > 0) throw new CannotRebuild(notKept(notInLog));
  // Of those given up longer ago than the inbox remembers, too.
  const waiting = await deadLetters(database).total({ queue: logQueue, state: 'waiting' });
  if (waiting > 0) throw new CannotRebuild(givenUp(waiting));
};

const givenUp = (events: number): string =>
  `${events} event(s) wait in ${logQueue} as dead letters, which a rebuild might forget. Replay or discard them first ` +
  `(npm run dead-letters -- list --queue ${logQueue}).`;

const notKept = (events: number): string =>
  `${events} event(s) were measured that are not in the log, which a rebuild would forget. Does the service run, and ` +
  `does anything wait in ${logQueue} (npm run dead-letters -- list --queue ${logQueue})?`;

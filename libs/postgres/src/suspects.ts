import { randomInt } from 'node:crypto';
import type { Clock, SuspectMessage, Suspects } from '@pizzeria/bus';
import { advisoryLocks } from './advisory-locks';
import type { Database } from './database';
import type { Log } from './log';
import { LifeSign } from './life-sign';
import { storableText } from './storable';

export interface SuspectStoreOptions {
  readonly database: Database;
  /** Of the same database, for a connection of its own while something is suspected. */
  readonly databaseUrl: string;
  /** Names that connection. */
  readonly service: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The notes of one process; its errors are the database's. */
export interface SuspectStore extends Suspects {
  /**
   * Removes what is noted of this process, also of what it handles still: who stops did not die of it. Tries once more
   * what could not be removed, and closes its connection. Never throws.
   */
  stop(): Promise<void>;
}

/** An instance lives as long as one of its sessions holds the lock with its number. */
const left = `queue = :queue AND message_id = :id AND instance <> :instance AND NOT EXISTS (
  SELECT FROM pg_locks
  WHERE locktype = 'advisory' AND classid = :lock AND objsubid = 2 AND objid = instance::oid AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/**
 * Keeps suspects in a table. A row is no proof: while a process handles a suspect it holds a session lock, which the
 * server takes back when the process dies and not before, so the row of a living process is told from one left
 * behind. A process that loses its connection takes the lock again, and removes rows it could not remove, for as
 * long as it lives; until then, and only then, it could be taken for dead, once for each message.
 */
export const suspectStore = (options: SuspectStoreOptions): SuspectStore => new TableOfSuspects(options);

const key = ({ queue, messageId }: SuspectMessage) => ({ queue, id: storableText(messageId) });
const textOf = ({ queue, messageId }: SuspectMessage): string => `${queue} ${messageId}`;

class TableOfSuspects implements SuspectStore {
  readonly #instance = randomInt(1, 2 ** 31);
  readonly #life: LifeSign;
  readonly #inHand = new Map<string, SuspectMessage>();
  /** Notes whose writing the server has not answered yet. */
  readonly #noting = new Set<Promise<void>>();
  /** Ends that are still to be written. */
  readonly #unwritten = new Map<string, { readonly message: SuspectMessage; readonly over: boolean }>();
  /** Runs of `#writeEnds` under way. */
  readonly #writing = new Set<Promise<void>>();
  #cancelRetry: (() => void) | undefined;
  #stopped = false;

  constructor(private readonly options: SuspectStoreOptions) {
    this.#life = new LifeSign({ ...options, instance: this.#instance });
  }

  async deaths(message: SuspectMessage): Promise<readonly Date[]> {
    const first = new Set((await this.#leftBehind(message)).map(({ row }) => row));
    if (first.size === 0) return [];
    // Rows are seen as they were when a statement began, locks as they are: a process that ended well in between
    // would seem to have died. Its row is gone by the second look.
    return (await this.#leftBehind(message)).filter(({ row }) => first.has(row)).map(({ began_at }) => began_at);
  }

  async record(message: SuspectMessage): Promise<void> {
    this.#inHand.set(textOf(message), message);
    this.#unwritten.delete(textOf(message));
    const noting = this.#note(message);
    this.#noting.add(noting);
    try {
      await noting;
    } catch (error) {
      void this.forget(message, { over: false });
      throw error;
    } finally {
      this.#noting.delete(noting);
    }
  }

  async forget(message: SuspectMessage, { over }: { readonly over: boolean }): Promise<void> {
    this.#inHand.delete(textOf(message));
    this.#unwritten.set(textOf(message), { message, over });
    await this.#write();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelRetry?.();
    // A note may lie in the table already though its answer is still under way.
    await Promise.allSettled(this.#noting);
    for (const [text, message] of this.#inHand) this.#unwritten.set(text, { message, over: false });
    this.#inHand.clear();
    await this.#write();
    await this.#life.end();
  }

  async #note(message: SuspectMessage): Promise<void> {
    // An end of this message that is being written just now would take the new row along.
    await Promise.all(this.#writing);
    // The lock before the row: a row without its lock would be one left behind.
    await this.#life.show();
    await this.options.database.sql.raw(
      `INSERT INTO suspects (queue, message_id, instance) VALUES (:queue, :id, :instance)
       ON CONFLICT (queue, message_id, instance) DO UPDATE SET began_at = excluded.began_at`,
      { ...key(message), instance: this.#instance },
    );
  }

  #write(): Promise<void> {
    const writing = this.#writeEnds().finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
    return writing;
  }

  /** The rows go before the lock, for the same reason. Never throws. */
  async #writeEnds(): Promise<void> {
    try {
      for (const [text, end] of this.#unwritten) {
        await this.#delete(end.message, end.over);
        if (this.#unwritten.get(text) === end) this.#unwritten.delete(text);
      }
      if (this.#inHand.size === 0 && this.#unwritten.size === 0) this.#life.endLater();
    } catch (error) {
      this.options.log.warn({ error }, 'A note of a suspect could not be removed; it is removed later');
      this.#writeLater();
    }
  }

  async #leftBehind(message: SuspectMessage): Promise<{ readonly row: string; readonly began_at: Date }[]> {
    const { rows } = await this.options.database.sql.raw<{ rows: { row: string; began_at: Date }[] }>(
      `SELECT began_at, instance || ' ' || began_at AS row FROM suspects WHERE ${left} ORDER BY began_at`,
      { ...key(message), instance: this.#instance, lock: advisoryLocks.lifeSign },
    );
    return rows;
  }

  async #delete(message: SuspectMessage, over: boolean): Promise<void> {
    const rows = this.options.database.sql('suspects').where({ queue: message.queue, message_id: key(message).id });
    await (over ? rows : rows.where({ instance: this.#instance })).delete();
  }

  #writeLater(): void {
    if (this.#stopped) return;
    this.#cancelRetry?.();
    this.#cancelRetry = this.options.clock.after(1_000, () => void this.#write());
  }
}

/** Forgets rows left behind before `olderThan`; returns how many. */
export const pruneSuspects = (database: Database, olderThan: Date): Promise<number> =>
  database.sql('suspects').where('began_at', '<', olderThan).delete();

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Knex } from 'knex';
import type { Client } from 'pg';
import type { Connections, Database, OutboxRow } from './database';
import type { Log } from './log';
import { insertOutboxRows } from './outbox/insert';
import { connectionsOf, openPool } from './pool';
import { unansweredMs } from './unanswered';
import { checkUrl } from './urls';

export interface OpenDatabaseOptions {
  /** `postgres://user:password@host:5432/database`; a unix socket as `?host=/path/to/folder`. */
  readonly url: string;
  /** Shown by the server as `application_name`. */
  readonly name: string;
  /** Most connections at once; default 10. A transaction holds one from begin to end. */
  readonly poolSize?: number;
  /** A server that does not answer a statement for so long is away; default 12 s. Slow ones end after 10 s. */
  readonly unansweredMs?: number;
  readonly log: Log;
}

interface Ambient {
  readonly sql: Knex.Transaction;
  readonly outbox: OutboxRow[];
  readonly afterwards: (() => void)[];
  /** First failed statement: PostgreSQL answers COMMIT after it with a silent ROLLBACK. */
  failure?: unknown;
  over: boolean;
}

/** Work under way when a pool is closed has so long to end; then its connections end, and with them what it did. */
const closeMs = 3_000;
/** And so long to notice. */
const abandonMs = 1_000;

/**
 * Opens a pool. Nothing is connected yet: the first query connects, and a database that is away fails it at once.
 * A statement ends after 10 s; a server that is silent for 12 s is away.
 * Serialization failures and deadlocks surface as they are (`isTransactionConflict`), lost connections too
 * (`isDatabaseAway`).
 */
export const openDatabase = (options: OpenDatabaseOptions): Database => {
  checkUrl(options.url);
  const open = new Set<Client>();
  const all = { poolSize: 10, unansweredMs, ...options };
  return new PooledDatabase(openPool(all, open), open, all.poolSize, options.log);
};

class PooledDatabase implements Database {
  readonly #ambient = new AsyncLocalStorage<Ambient>();
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly pool: Knex,
    readonly open: ReadonlySet<Client>,
    readonly size: number,
    readonly log: Log,
  ) {}

  get sql(): Knex {
    return this.#current()?.sql ?? this.pool;
  }

  get inTransaction(): boolean {
    return this.#current() !== undefined;
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.#current()) return work();
    let committed: Ambient | undefined;
    let thrown: { readonly error: unknown } | undefined;
    const committing = this.pool.transaction(async (sql) => {
      const ambient: Ambient = { sql, outbox: [], afterwards: [], over: false };
      sql.on('query-error', (error: unknown) => (ambient.failure ??= error));
      try {
        const answer = await this.#ambient.run(ambient, work);
        await finish(ambient);
        committed = ambient;
        return answer;
      } catch (error) {
        thrown = { error };
        throw error;
      } finally {
        ambient.over = true;
      }
    });
    // The work's own error, not that of a ROLLBACK on a connection it has lost.
    const result = await committing.catch((error: unknown) => Promise.reject(thrown ? thrown.error : error));
    if (committed) this.#tellOf(committed);
    return result;
  }

  enqueue(rows: readonly OutboxRow[]): void {
    const ambient = this.#current();
    if (!ambient) throw new Error('Events can be added to the outbox inside a transaction only.');
    ambient.outbox.push(...rows);
  }

  afterCommit(work: () => void): void {
    const ambient = this.#current();
    if (ambient) ambient.afterwards.push(work);
    else this.#quietly(work);
  }

  get connections(): Connections {
    return { ...connectionsOf(this.pool), size: this.size };
  }

  onCommitted(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async ping(): Promise<void> {
    await this.pool.raw('SELECT 1');
  }

  async close(): Promise<void> {
    const giveUp = setTimeout(() => {
      const reason = new Error('Connection terminated: the database is closed');
      for (const connection of this.open) connection.connection.stream.destroy(reason);
    }, closeMs);
    let tooLong: NodeJS.Timeout | undefined;
    // Work that never ends never gives its connection back.
    const abandoned = new Promise<void>((resolve) => (tooLong = setTimeout(resolve, closeMs + abandonMs)));
    await Promise.race([this.pool.destroy(), abandoned]);
    clearTimeout(giveUp);
    clearTimeout(tooLong);
  }

  #current(): Ambient | undefined {
    const ambient = this.#ambient.getStore();
    if (ambient?.over) {
      throw new Error('This code outlived the transaction it was started in: await everything inside a transaction.');
    }
    return ambient;
  }

  #tellOf({ outbox, afterwards }: Ambient): void {
    for (const work of afterwards) this.#quietly(work);
    if (outbox.length > 0) for (const listener of this.#listeners) this.#quietly(listener);
  }

  #quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.log.error({ err: error }, 'What was to follow a commit failed; the commit itself stands');
    }
  }
}

/** Writes the outbox, the last statement before COMMIT; throws when the transaction can no longer commit. */
const finish = async (ambient: Ambient): Promise<void> => {
  if (ambient.outbox.length > 0) await insertOutboxRows(ambient.sql, ambient.outbox);
  else if (ambient.failure !== undefined)
    await ambient.sql.raw('SELECT 1').catch(() => Promise.reject(ambient.failure));
};

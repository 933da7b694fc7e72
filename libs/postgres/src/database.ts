import type { Knex } from 'knex';

/**
 * One service's own database.
 *
 * The ambient transaction: everything that runs inside `transaction` — stores, `publish`, nested
 * `transaction` calls — joins it, found through AsyncLocalStorage. Nobody passes a transaction around.
 */
export interface Database {
  /** The ambient transaction where there is one, else the pool. */
  readonly sql: Knex;
  /**
   * Runs `work` in a transaction, or in the ambient one where there is one (then nothing is committed here).
   * Outbox rows added inside are inserted in one statement, last before COMMIT; after COMMIT the relay is woken.
   */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Whether the caller runs inside a transaction of this database. */
  readonly inTransaction: boolean;
  /** Adds to the ambient transaction's outbox. Throws outside of a transaction. */
  enqueue(rows: readonly OutboxRow[]): void;
  /**
   * Runs `work` once the ambient transaction is committed, and never when it is rolled back; at once where there is
   * none. For what only tells of a change: it is not run when the answer to COMMIT is lost. A throw is logged.
   */
  afterCommit(work: () => void): void;
  /** The pool's connections, now. */
  readonly connections: Connections;
  /** Called after every commit that added outbox rows, in this process. Returns a function that stops it. */
  onCommitted(listener: () => void): () => void;
  /** Throws when the database does not answer a query. */
  ping(): Promise<void>;
  /**
   * Waits 3 s for work under way, then ends its connections: what it did is rolled back. Resolves within 4 s, also when
   * some work takes no notice.
   */
  close(): Promise<void>;
}

export interface Connections {
  readonly used: number;
  /** Callers that wait for one. */
  readonly waiting: number;
  /** Most at once. */
  readonly size: number;
}

/** An event on its way out: encoded once, with the trace context of its creation. */
export interface OutboxRow {
  readonly eventId: string;
  readonly type: string;
  readonly routingKey: string;
  /** Order is kept within one key. */
  readonly subject: string;
  readonly sequence: number;
  readonly causationId?: string;
  readonly createdAt: Date;
  readonly body: Buffer;
}

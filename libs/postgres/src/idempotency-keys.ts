import type { Database } from './database';

export interface KeyedRequest {
  /** Unique per caller, operation and the key they sent. */
  readonly key: string;
  /** Equal for equal requests. */
  readonly fingerprint: string;
}

export interface StoredAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Anything JSON can hold. */
  readonly body?: unknown;
}

export type Claim =
  /** Carry it out, and `store` the answer in the same transaction. */
  | { readonly kind: 'new' }
  /** It was carried out before: answer this. */
  | { readonly kind: 'stored'; readonly answer: StoredAnswer }
  /** The key was used for another request. */
  | { readonly kind: 'different-request' };

/** Requests that were carried out, so that sending one again changes nothing and answers the same. */
export interface IdempotencyKeys {
  /**
   * Inside the transaction of the request. While another transaction carries out the same key it waits for its
   * end: then its answer is seen, or, when it rolled back, this claim is new. Throws outside of a transaction.
   */
  claim(request: KeyedRequest): Promise<Claim>;
  /** In the transaction that claimed. */
  store(key: string, answer: StoredAnswer): Promise<void>;
  /** Forgets keys claimed before `olderThan`; returns how many. */
  prune(olderThan: Date): Promise<number>;
}

interface Row {
  readonly key: string;
  readonly fingerprint: string;
  readonly answer: StoredAnswer | null;
}

export const idempotencyKeys = (database: Database): IdempotencyKeys => ({
  claim: async ({ key, fingerprint }) => {
    if (!database.inTransaction) throw new Error('An idempotency key must be claimed in its request’s transaction.');
    const inserted = await database.sql.raw<{ rowCount: number }>(
      'INSERT INTO idempotency_keys (key, fingerprint) VALUES (?, ?) ON CONFLICT (key) DO NOTHING',
      [key, fingerprint],
    );
    if (inserted.rowCount === 1) return { kind: 'new' };
    const row = await database.sql<Row>('idempotency_keys').where({ key }).forUpdate().first();
    if (!row) throw new Error('An idempotency key was pruned while it was in use.');
    if (row.fingerprint !== fingerprint) return { kind: 'different-request' };
    return row.answer ? { kind: 'stored', answer: row.answer } : { kind: 'new' };
  },
  store: async (key, answer) => {
    await database
      .sql('idempotency_keys')
      .where({ key })
      .update({ answer: JSON.stringify(answer) });
  },
  prune: (olderThan) => database.sql('idempotency_keys').where('created_at', '<', olderThan).delete(),
});

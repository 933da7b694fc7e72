import type { Migration } from '../migrations';

/** `idempotency_keys`: requests already carried out, with the answer they were given. */
export const idempotencyKeysMigration: Migration = {
  name: 'platform-004-idempotency-keys',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE idempotency_keys (
        key         text PRIMARY KEY,
        fingerprint text NOT NULL,
        answer      json,
        created_at  timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);
    `);
  },
};

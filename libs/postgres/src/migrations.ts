import type { Knex } from 'knex';

/** One step of a schema. Only expands or contracts; never edited once released. */
export interface Migration {
  /** `001-orders`: number and what it brings; run in this order, each once. */
  readonly name: string;
  up(sql: Knex): Promise<void>;
}

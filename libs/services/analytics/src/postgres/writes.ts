import type { Database } from '@pizzeria/postgres';

/** A row as it is written; a column that is not named is empty. */
export type Row = Readonly<Record<string, string | number | boolean | undefined>>;

/** One way of writing rows, so that any order of them, each as often as one likes, ends the same. */
export interface Write {
  readonly table: string;
  readonly columns: readonly string[];
  /** Names a row. */
  readonly key: readonly string[];
  /** What becomes of one that is there already: nothing, where it says nothing. */
  readonly merge?: string;
}

const given = (columns: readonly string[]): string =>
  `UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;

/** Of two that tell the same of a message, the later counts; of two of one moment, the one that is worse. */
const latest = (columns: readonly string[]): string => `${given(columns)}
  WHERE message_metrics.${columns[0]} IS NULL
     OR (${columns.map((column) => `message_metrics.${column}`).join(', ')})
      < (${columns.map((column) => `excluded.${column}`).join(', ')})`;

const preparation = ['order_id', 'started_at', 'ready_at', 'seconds', 'estimated_seconds', 'efficiency'];
const message = ['notification_id', 'order_id', 'kind', 'channel'];

export const writes = {
  /** The first start counts, until it is known which one led to a ready order. */
  cooking: {
    table: 'preparation_metrics',
    columns: ['order_id', 'started_at'],
    key: ['order_id'],
    merge: `${given(['started_at'])}
      WHERE preparation_metrics.ready_sequence IS NULL AND preparation_metrics.started_at > excluded.started_at`,
  },
  ready: {
    table: 'preparation_metrics',
    columns: [...preparation, 'ready_sequence'],
    key: ['order_id'],
    merge: `${given([...preparation, 'ready_sequence'])}
      WHERE coalesce(preparation_metrics.ready_sequence, 0) < excluded.ready_sequence`,
  },
  delivered: {
    table: 'order_outcomes',
    columns: ['order_id', 'delivered_at', 'promised_at'],
    key: ['order_id'],
    merge: given(['delivered_at', 'promised_at']),
  },
  cancelled: {
    table: 'order_outcomes',
    columns: ['order_id', 'cancelled_at', 'cancelled_by', 'cancelled_reason'],
    key: ['order_id'],
    merge: given(['cancelled_at', 'cancelled_by', 'cancelled_reason']),
  },
  step: {
    table: 'order_steps',
    columns: ['order_id', 'step', 'sequence', 'at', 'level', 'ready_sequence'],
    key: ['order_id', 'step', 'sequence'],
  },
  payment: {
    table: 'payment_metrics',
    columns: ['payment_id', 'order_id', 'method', 'amount', 'currency', 'processed_at'],
    key: ['payment_id'],
  },
  refund: {
    table: 'refund_metrics',
    columns: ['refund_id', 'order_id', 'method', 'amount', 'currency', 'refunded_at'],
    key: ['refund_id'],
  },
  sent: {
    table: 'message_metrics',
    columns: [...message, 'sent_at'],
    key: ['notification_id'],
    merge: latest(['sent_at']),
  },
  failed: {
    table: 'message_metrics',
    columns: [...message, 'failed_at', 'permanent'],
    key: ['notification_id'],
    merge: latest(['failed_at', 'permanent']),
  },
} as const satisfies Readonly<Record<string, Write>>;

export type WriteName = keyof typeof writes;

/** Writes rows, one or many, as they would be one after the other. */
export const writeRows = async (database: Database, name: WriteName, rows: readonly Row[]): Promise<void> => {
  const { table, columns, key, merge = 'NOTHING' }: Write = writes[name];
  const list = columns.join(', ');
  const sql = `
    INSERT INTO ${table} (${list})
    SELECT ${list} FROM jsonb_populate_recordset(CAST(NULL AS ${table}), :rows)
    ON CONFLICT (${key.join(', ')}) DO ${merge}`;
  for (const some of rounds(rows, key)) await database.sql.raw(sql, { rows: JSON.stringify(some) });
};

/** No statement may write one row twice: what names the same one comes in the next round. */
const rounds = (rows: readonly Row[], key: readonly string[]): readonly (readonly Row[])[] => {
  const found: Row[][] = [];
  const times = new Map<string, number>();
  for (const row of rows) {
    const name = key.map((column) => row[column]).join(' ');
    const round = times.get(name) ?? 0;
    times.set(name, round + 1);
    (found[round] ??= []).push(row);
  }
  return found;
};

import type { Database } from '@pizzeria/postgres';
import { metricsTables } from '../postgres/metrics';

/** Every row of every table of metrics, as text, in an order that says nothing of when it was written. */
export const rowsOfMetrics = async (database: Database): Promise<Readonly<Record<string, readonly string[]>>> => {
  const tables = metricsTables.map(async (table) => {
    const { rows } = await database.sql.raw<{ rows: readonly { row: string }[] }>(
      `SELECT to_jsonb(${table})::text AS row FROM ${table} ORDER BY 1`,
    );
    return [table, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
};

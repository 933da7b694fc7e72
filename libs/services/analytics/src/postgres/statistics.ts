import type { Database } from '@pizzeria/postgres';
import { entriesOf } from './entries';
import { bindingsOf, dayOf, type Span } from './tally';

/** Of one day, or of all days together where `day` is null; `null` is the average of nothing. */
export interface PreparationStatistics {
  readonly day: string | null;
  readonly count: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly efficiency: number | null;
}

export interface LatenessStatistics {
  readonly day: string | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly most: number | null;
}

const percentile = (share: number): string => `round(percentile_cont(${share}) WITHIN GROUP (ORDER BY seconds))::int`;

const statistics = async <Row>(database: Database, span: Span, entries: string, columns: string) => {
  const sql = `
    SELECT day, ${columns}
      FROM (SELECT *, ${dayOf} AS day FROM (${entries}) AS entries) AS dated
     GROUP BY GROUPING SETS ((day), ())`;
  const { rows } = await database.sql.raw<{ rows: readonly Row[] }>(sql, bindingsOf(span));
  return rows;
};

/** Seconds are whole, efficiency has four places. */
export const preparationStatistics = (database: Database, span: Span): Promise<readonly PreparationStatistics[]> =>
  statistics(
    database,
    span,
    entriesOf.prepared,
    `count(*)::int AS count, round(avg(seconds))::int AS mean, ${percentile(0.5)} AS median, ${percentile(0.9)} AS p90,
     ${percentile(0.95)} AS p95, round(avg(efficiency)::numeric, 4)::float8 AS efficiency`,
  );

export const latenessStatistics = (database: Database, span: Span): Promise<readonly LatenessStatistics[]> =>
  statistics(
    database,
    span,
    entriesOf.late,
    `round(avg(seconds))::int AS mean, ${percentile(0.5)} AS median, max(seconds) AS most`,
  );

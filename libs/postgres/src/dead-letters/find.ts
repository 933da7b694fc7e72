import type { Knex } from 'knex';
import type { Database } from '../database';
import type { DeadLetterFilter, DeadLetterGroup, DeadLetterPage } from './dead-letter';

const uuid = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const mostGroups = 200;

/** The letters that a filter means, to be narrowed, ordered or counted. */
export const matching = <Result extends object>(sql: Knex, filter: DeadLetterFilter): Knex.QueryBuilder<Result> => {
  const query = sql<Result>('dead_letters');
  const { state = 'waiting', queue, reason, type, subject, since, until, ids, notReplayedSince } = filter;
  if (state !== 'any') void query.where({ state } as never);
  for (const [column, value] of Object.entries({ queue, reason, subject }))
    if (value !== undefined) void query.where(column, value);
  if (type !== undefined)
    void query.whereRaw(`(type = :type::text OR right(type, length(:type::text) + 1) = '.' || :type::text)`, { type });
  if (since !== undefined) void query.where('received_at', '>=', since);
  if (until !== undefined) void query.where('received_at', '<', until);
  if (ids !== undefined) void query.whereIn('id', ids);
  if (notReplayedSince !== undefined)
    void query.whereRaw('(replayed_at IS NULL OR replayed_at < ?)', [notReplayedSince]);
  return query as unknown as Knex.QueryBuilder<Result>;
};

/** A page of them, newest first. */
export const pageOf = <Result extends object>(
  sql: Knex,
  filter: DeadLetterFilter,
  { limit = 50, after }: DeadLetterPage,
): Knex.QueryBuilder<Result, Result[]> => {
  const query = matching<Result>(sql, filter);
  if (after !== undefined) void query.whereRaw('(received_at, id) < (?, ?)', [after.receivedAt, after.id]);
  void query.orderBy([
    { column: 'received_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
  return query.limit(limit) as Knex.QueryBuilder<Result, Result[]>;
};

interface GroupRow extends Omit<DeadLetterGroup, 'type' | 'error'> {
  readonly type: string | null;
  readonly error: string | null;
}

/** The largest groups first, 200 at most. */
export const groupsOf = async ({ sql }: Database, filter: DeadLetterFilter): Promise<DeadLetterGroup[]> => {
  const line = sql.raw(`left(regexp_replace(split_part(error, E'\\n', 1), ?, '<id>', 'g'), 200) AS error`, [uuid]);
  const counted = sql.raw('count(*) AS count, min(received_at) AS first, max(received_at) AS last');
  const rows = (await matching(sql, filter)
    .select('queue', 'reason', 'type', line, counted)
    .groupByRaw('1, 2, 3, 4')
    .orderByRaw('count DESC, last DESC, 1, 2, 3, 4')
    .limit(mostGroups)) as GroupRow[];
  return rows.map(({ type, error, ...row }) => ({
    ...row,
    ...(type === null ? {} : { type }),
    ...(error === null ? {} : { error }),
  }));
};

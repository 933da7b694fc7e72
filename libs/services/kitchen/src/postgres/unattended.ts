import type { Knex } from 'knex';
import { minutesUpTo, type UnattendedMinutes } from '../domain/unattended';

interface Wanted {
  readonly minutes: UnattendedMinutes;
  readonly now: Date;
  readonly limit: number;
}

const waitingSince = `greatest(
  (ticket #>> '{order,latestStart}')::timestamptz, (ticket #>> '{order,placedAt}')::timestamptz)`;

/**
 * Exactly the orders whose tickets `raiseUnattended` has something to say about, the longest waiting first. It finds
 * them by the time they should have been started, which the index of the queue holds: none waits before it.
 */
export const unattended = async (sql: Knex, { minutes, now, limit }: Wanted): Promise<readonly string[]> => {
  const upTo = minutesUpTo(minutes);
  const before = (waited: number) => new Date(now.getTime() - waited * 60_000).toISOString();
  const { rows } = await sql.raw<{ rows: { order_id: string }[] }>(
    `select order_id from tickets
     where status in ('held', 'queued') and start_by <= ?::timestamptz and case (ticket #>> '{unattended,level}')::integer
       when 3 then false
       when 2 then (ticket #>> '{unattended,at}')::timestamptz <= ?::timestamptz
       when 1 then (ticket #>> '{unattended,at}')::timestamptz <= ?::timestamptz
       else ${waitingSince} <= ?::timestamptz
     end
     order by ${waitingSince}, order_id limit ?`,
    [before(upTo[1]), before(upTo[3]), before(upTo[2]), before(upTo[1]), limit],
  );
  return rows.map(({ order_id }) => order_id);
};

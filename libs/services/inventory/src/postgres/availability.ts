import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '@pizzeria/bus';
import { MenuAvailabilityChanged } from '@pizzeria/contracts';
import type { Database } from '@pizzeria/postgres';
import type { Publish } from '@pizzeria/service';
import type { Knex } from 'knex';
import { type SmallestPortion, type Unavailable, unavailableOf } from '../domain/availability';
import type { MenuAvailability } from '../use-cases/ports';

/**
 * What cannot be made, in inventory's own database: one row, the last lock that a transaction takes.
 *
 * Whoever brings a shelf across what a portion takes says so in the same transaction, under this lock, by all that is
 * committed and all that it changed itself. So of several at once the last one says what is true of all of them.
 */
export const postgresAvailability = (
  database: Database,
  publish: Publish<typeof MenuAvailabilityChanged>,
  clock: Pick<Clock, 'now'>,
): MenuAvailability => ({
  say: () =>
    database.transaction(async () => {
      const { sql } = database;
      const said = await sql<SaidRow>('menu_availability').forUpdate().first();
      const unavailable = unavailableOf(await sql<SmallestPortion>('recipes').select(smallest), await readFree(sql));
      if (!said || isDeepStrictEqual(said.unavailable, unavailable)) return;
      const version = said.version + 1;
      await sql('menu_availability').update({ version, unavailable: JSON.stringify(unavailable) });
      const data = { unavailable, at: clock.now().toISOString() };
      publish([{ event: MenuAvailabilityChanged, data }], { sequence: version });
    }),
});

interface SaidRow {
  readonly version: number;
  readonly unavailable: Unavailable;
}

const smallest = { sku: 'sku', needs: 'smallest' };

const readFree = async (sql: Knex): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await sql.raw<{ rows: { id: string; free: number }[] }>(
    'select id, on_hand - reserved as free from ingredients',
  );
  return Object.fromEntries(rows.map(({ id, free }) => [id, free]));
};

import type { KitchenLoadChanged } from '@pizzeria/contracts';
import type { Database } from '@pizzeria/postgres';
import type { Publish } from '@pizzeria/service';
import type { SaidLoad } from '../use-cases/ports';

interface LoadRow {
  readonly wait_seconds: number;
  readonly sequence: number;
}

/** The one row of what was last said about how busy the kitchen is, in its own database. */
export const postgresSaidLoad = (database: Database, publish: Publish<typeof KitchenLoadChanged>): SaidLoad => ({
  update: (decide) =>
    database.transaction(async () => {
      const { wait_seconds, sequence } = await locked(database);
      const said = decide({ waitSeconds: wait_seconds });
      if (!said) return;
      await database.sql('kitchen_load').update({ wait_seconds: said.data.waitSeconds, sequence: sequence + 1 });
      publish([said], { sequence: sequence + 1 });
    }),
});

const locked = async ({ sql }: Database): Promise<LoadRow> => {
  const row = await sql<LoadRow>('kitchen_load').forUpdate().first('wait_seconds', 'sequence');
  if (!row) throw new Error('kitchen_load holds no row: its migration wrote one, and nothing takes it away');
  return row;
};

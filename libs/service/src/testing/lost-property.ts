import { z } from 'zod';
import { eventFamily, on, personal, Reject, type DataOf } from '@pizzeria/bus';
import type { Database, Migration } from '@pizzeria/postgres';
import { defineService } from '../definition';

/** Another service's event: something was found, and whose it is. */
export const ThingFound = eventFamily({ type: 'example.station', source: 'station' })('platform')({
  name: 'thing.found',
  meaning: 'Somebody left a thing behind.',
  schema: z.object({ thingId: z.string(), owner: personal(z.object({ name: z.string(), phone: z.string() })) }),
  example: { thingId: 't-1', owner: { name: 'Ada Lovelace', phone: '+14155550123' } },
  subject: (data) => `thing/${data.thingId}`,
});

/** How the office is today. */
export interface Office {
  /** Why it takes nothing; undefined: it does. */
  refuses?: (owner: string) => string;
}

interface Parts {
  readonly database: Database;
}

const things: Migration = {
  name: '001-things',
  up: (sql) => sql.schema.createTable('things', (table) => void table.text('thing').notNullable()),
};

/** A service that refuses what it is told until it is better disposed, for tests of dead letters. */
export const lostProperty = (office: Office) =>
  defineService({
    name: 'lost-property',
    publishes: [],
    subscriptions: {
      things: {
        handlers: [
          on(ThingFound, async ({ data }: { data: DataOf<typeof ThingFound> }, { database }: Parts) => {
            await database.sql('things').insert({ thing: data.thingId });
            if (office.refuses) throw new Reject(office.refuses(data.owner.name));
          }),
        ],
      },
    },
    routes: [],
    migrations: [things],
    settings: {},
    parts: ({ database }): Parts => ({ database }),
  });

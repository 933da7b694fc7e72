import { eventFamily, inMemoryBus, on, type Bus, type DataOf } from '@pizzeria/bus';
import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { openDatabase, postgresJournal, type Database, type Migration } from '@pizzeria/postgres';
import {
  createLogger,
  defineService,
  runMain,
  startService,
  topologyOf,
  type Environment,
  type MainContext,
} from '@pizzeria/service';
import { z } from 'zod';

/** What a dish does to who handles it: nothing, kill the process, or keep it busy until the note `open` is written. */
const does = z.enum(['nothing', 'kill', 'wait']);

export const DishOrdered = eventFamily({ type: 'example.fragile', source: 'fragile' })('guest')({
  name: 'dish.ordered',
  meaning: 'A guest wants a dish.',
  schema: z.object({ dish: z.string(), does }),
  example: { dish: 'd-1', does: 'nothing' },
  subject: ({ dish }) => `dish/${dish}`,
});

interface Parts {
  readonly database: Database;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const cook = on(
  DishOrdered,
  async ({ data }: { data: DataOf<typeof DishOrdered> }, { database, signal }: Parts & { signal: AbortSignal }) => {
    // Long enough for neighbours to be in hand when one of them kills the process.
    await pause(20);
    if (data.does === 'kill') process.kill(process.pid, 'SIGKILL');
    if (data.does !== 'nothing') while (!(await isOpen(database, signal))) await pause(20);
    await database.sql('notes').insert({ text: data.dish });
  },
);

const isOpen = async (database: Database, signal: AbortSignal): Promise<boolean> => {
  signal.throwIfAborted();
  return (await database.sql('notes').where({ text: 'open' }).first()) !== undefined;
};

const notes: Migration = {
  name: '001-notes',
  up: async (sql) => void (await sql.raw('CREATE TABLE notes (text text NOT NULL)')),
};

/** A service of one queue, `fragile.dishes`, which some dishes kill. */
export const fragileShop = defineService({
  name: 'fragile',
  publishes: [],
  subscriptions: { dishes: { handlers: [cook], concurrency: 5, deadlineMs: 60_000 } },
  routes: [],
  migrations: [notes],
  settings: {},
  parts: ({ database }): Parts => ({ database }),
});

export const shortLadder = [50, 100, 200];

const busOf = async (env: Environment, context: MainContext): Promise<Bus> => {
  const topology = topologyOf([fragileShop], shortLadder);
  if (env['RABBITMQ_URL'] !== undefined) {
    const prefix = env['PREFIX'] ?? '';
    return rabbitMqBus({ url: env['RABBITMQ_URL'], prefix, topology, name: 'fragile' });
  }
  const url = env['JOURNAL_URL'] ?? '';
  const journal = openDatabase({ url, name: 'journal', log: createLogger({ service: 'journal', level: 'error' }) });
  context.onStop(() => journal.close());
  return inMemoryBus({ topology, journal: postgresJournal(journal) });
};

const start = async (context: MainContext): Promise<void> => {
  const { environment } = context;
  const logger = createLogger({ service: 'fragile', level: 'info' });
  const databaseUrl = environment['DATABASE_URL'] ?? '';
  const database = openDatabase({ url: databaseUrl, name: 'fragile', poolSize: 6, log: logger });
  context.onStop(() => database.close());
  const bus = await busOf(environment, context);
  context.onStop(() => bus.close());
  const service = await startService(fragileShop, {
    database,
    databaseUrl,
    bus,
    logger,
    settings: {},
    tokens: { verify: () => Promise.reject(new Error('nobody signs in here')) },
    roles: ['subscriptions'],
    ladder: shortLadder,
    poolSize: 6,
    drainMs: 100,
  });
  context.onStop(() => service.stop());
};

if (require.main === module) runMain(process.env, start);

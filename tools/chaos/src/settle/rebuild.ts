import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { metricsTables } from '@pizzeria/analytics';
import { programOf } from '@pizzeria/bus/testing';
import type { RebuildEntry } from '../books/ledgers';
import { openDatabases, type Databases } from '../books/reading/ask';

export interface RebuildOptions {
  /** Analytics' own database, for its own role. */
  readonly databaseUrl: string;
  /** Of the database server, for a role that may read it. */
  readonly serverUrl: string;
  readonly say: (line: string) => void;
}

const run = promisify(execFile);
const program = [...programOf('apps/analytics/src/main.ts'), 'rebuild'];
/** Where something comes all the time, the last comparison stands. */
const mostTries = 3;

/**
 * Makes all metrics anew, by the command that operators use and while the services run, and answers them as they were
 * before and are after; once more when an event came between. Undefined when they could not be made; that is said.
 */
export const rebuildMetrics = async ({
  databaseUrl,
  serverUrl,
  say,
}: RebuildOptions): Promise<RebuildEntry | undefined> => {
  const databases = openDatabases(serverUrl);
  const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl };
  try {
    for (let tries = 1; ; tries += 1) {
      const [events, before] = [await eventsIn(databases), await metricsIn(databases)];
      const { stdout } = await run(process.execPath, program, { env });
      say(stdout.trim());
      const after = await metricsIn(databases);
      if (tries === mostTries || (await eventsIn(databases)) === events) return { before, after };
    }
  } catch (error) {
    say(`the metrics could not be made anew: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  } finally {
    await databases.close();
  }
};

const eventsIn = async ({ of }: Databases): Promise<number> => {
  const [row] = await of<{ events: number }>('analytics', 'SELECT count(*)::integer AS events FROM event_log');
  return row?.events ?? 0;
};

const metricsIn = async ({ of }: Databases): Promise<RebuildEntry['before']> => {
  const tables: [string, readonly string[]][] = [];
  for (const table of metricsTables) {
    const rows = await of<{ row: string }>('analytics', `SELECT to_jsonb(one)::text AS row FROM ${table} AS one`);
    tables.push([table, rows.map(({ row }) => row)]);
  }
  return Object.fromEntries(tables);
};

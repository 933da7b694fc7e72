import { describeUrl, pingServer, startEmbeddedPostgres } from '@pizzeria/postgres';
import { startTemporaryPostgres } from '@pizzeria/postgres/testing';

/** A PostgreSQL server to make databases on; `stop` ends it only if it was started here. */
export interface FoundDatabaseServer {
  /** Of a database that exists on it, with a role that may make others. */
  readonly url: string;
  /** Whether it was started here, and so serves nobody else. */
  readonly own: boolean;
  stop(): Promise<void>;
}

const standard = 'postgres://postgres@127.0.0.1:5432/postgres';
const say = (line: string) => process.stdout.write(`PostgreSQL: ${line}\n`);

/**
 * Finds a server, the least effort first: the given address, one on localhost that lets `postgres` in, or the one
 * that comes with npm, started on `dataDir` (a temporary folder, removed by `stop`, when none is given).
 */
export async function findDatabaseServer(
  given: string | undefined,
  dataDir?: string,
  { own = false } = {},
): Promise<FoundDatabaseServer> {
  const nothingToStop = () => Promise.resolve();
  if (given) return { url: given, own: false, stop: nothingToStop };
  if (!own && (await answers(standard))) {
    say(`using ${describeUrl(standard)}`);
    return { url: standard, own: false, stop: nothingToStop };
  }
  say(`starting the embedded one on ${dataDir ?? 'a temporary folder'}`);
  if (!dataDir) return { own: true, ...(await startTemporaryPostgres()) };
  const server = await startEmbeddedPostgres({ dataDir });
  return { url: server.url('postgres'), own: true, stop: () => server.stop() };
}

const answers = (url: string): Promise<boolean> =>
  pingServer(url).then(
    () => true,
    () => false,
  );

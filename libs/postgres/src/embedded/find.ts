import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { urlOfDatabase } from '../urls';
import { isServerOf, readPostmaster } from './postmaster';
import { urlOf } from './server';

/** What there is of an embedded PostgreSQL in a folder. */
export interface FoundPostgres {
  /** While a server runs on it, whoever started that: of a database on it. It ends when its owner ends it. */
  readonly url?: (database: string) => string;
}

/** Looks for the data of an embedded PostgreSQL in `dataDir`, and for the server on it; makes and starts nothing. */
export const findEmbeddedPostgres = (dataDir: string): FoundPostgres | undefined => {
  const named = join(dataDir, 'postgres');
  if (!existsSync(join(named, 'data', 'PG_VERSION'))) return undefined;
  const data = join(realpathSync(named), 'data');
  const postmaster = readPostmaster(data);
  if (!postmaster || !isServerOf(postmaster.pid, data)) return {};
  return { url: (database) => urlOfDatabase(urlOf(postmaster), database) };
};

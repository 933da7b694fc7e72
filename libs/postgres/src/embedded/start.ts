import { resolve } from 'node:path';
import { ensureDatabase } from '../ensure-database';
import { silent, type Log } from '../log';
import { urlOfDatabase } from '../urls';
import { binariesFor } from './binaries';
import { initialise } from './initialise';
import { keep } from './keeper';
import { openPlace } from './place';
import { runServer } from './server';

export interface EmbeddedPostgresOptions {
  /** Made when it is not there; one process at a time may use it. */
  readonly dataDir: string;
  readonly log?: Log;
  /** Of `postgresql.conf`, over the defaults here. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL of our own, reached by a socket that only this user, the server's user and root can open. */
export interface EmbeddedPostgres {
  /** Where the data truly lies. */
  readonly dataDir: string;
  /** Of a database on it, for `openDatabase`; `postgres` always exists. */
  url(database: string): string;
  /** Makes the database when it is not there; returns its URL. */
  ensureDatabase(name: string): Promise<string>;
  /** Ends open connections and stops the server; what was committed is on disk either way. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that came with npm, or adopts the one that a killed process left running on this data.
 * It listens on no network. As root it runs as an unprivileged account, from a folder that account can reach.
 * Throws one message that says what is wrong and what to do.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const { log = silent, settings = {} } = options;
  if (process.platform === 'win32') {
    throw new Error('The embedded PostgreSQL needs a unix socket: use WSL, or set DATABASE_URL to a PostgreSQL.');
  }
  const asked = resolve(options.dataDir);
  const place = openPlace(asked, log);
  const binaries = binariesFor(place.user, place.folder, log);
  const dataDir = initialise(place, binaries, log);
  const server = await runServer({ place, binaries, dataDir, settings, log });
  const keeper = await keep(server.url, asked, () =>
    log.error({ dataDir }, `The embedded PostgreSQL ended unexpectedly; see ${place.folder}/postgres.log`),
  );
  return {
    dataDir,
    url: (database) => urlOfDatabase(server.url, database),
    ensureDatabase: (name) => ensureDatabase(server.url, name),
    stop: async () => {
      await keeper.release();
      await server.stop();
    },
  };
};

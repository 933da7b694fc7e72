import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../embedded/start';
import type { Log } from '../log';

/** An embedded server with nothing on it, quick because it would not survive a crash. `stop` removes it without a trace. */
export const startTemporaryPostgres = async (log?: Log): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pizzeria-tests-'));
  // Started by root, it runs as another account, which must be able to come this far.
  await chmod(dataDir, 0o755);
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const server = await startEmbeddedPostgres({ dataDir, settings, log });
  return {
    url: server.url('postgres'),
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

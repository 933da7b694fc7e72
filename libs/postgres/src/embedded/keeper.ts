import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { advisoryLocks } from '../advisory-locks';
import { codeOf } from '../errors';

export interface Keeper {
  release(): Promise<void>;
}

/**
 * Marks the server as ours for as long as this process lives, however it ends: two processes on the same data
 * would both carry out the same journal. Waits a moment for a predecessor that was just killed.
 */
export const keep = async (url: string, dataDir: string, onLost: () => void): Promise<Keeper> => {
  const client = new Client({ connectionString: url, application_name: `pizzeria process ${process.pid}` });
  let releasing = false;
  client.on('error', () => {});
  await client.connect();
  for (let look = 0; !(await locked(client)); look += 1) {
    const owner = await ownerOf(client);
    if (look >= (isAlive(owner) ? 10 : 60)) {
      await client.end();
      throw new Error(
        `${dataDir} is in use by ${owner ?? 'another process'}. Stop that one, or set DATA_DIR to another folder.`,
      );
    }
    await pause(50);
  }
  client.on('end', () => !releasing && onLost());
  return {
    release: () => {
      releasing = true;
      return client.end();
    },
  };
};

const locked = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [
    advisoryLocks.embeddedServer,
  ]);
  return rows[0]?.got === true;
};

const ownerOf = async (client: Client): Promise<string | undefined> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1 AND objsubid = 1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [advisoryLocks.embeddedServer],
  );
  return rows[0]?.name;
};

const isAlive = (owner: string | undefined): boolean => {
  const pid = Number(/\d+$/.exec(owner ?? '')?.[0]);
  if (!pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@pizzeria/postgres';

/** A PostgreSQL of the run's own that can be stopped, killed and started again on the same data. */
export interface OwnDatabase {
  /** Of its database `postgres`, with a role that may do anything. May change when it is started again. */
  readonly url: string;
  /** Starts it where it is down. */
  start(): Promise<void>;
  /** In good order: connections are ended, what was committed is written down. */
  stop(): Promise<void>;
  /** SIGKILL to all its processes at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Without fsync: the run kills processes, never the machine, and every commit still reaches the system. */
const settings = { fsync: 'off', max_connections: '300' };

/** Starts one; `dataDir` must be a folder that others may enter, because PostgreSQL does not run as root. */
export const startOwnDatabase = async (dataDir: string): Promise<OwnDatabase> => {
  const open = () => startEmbeddedPostgres({ dataDir, settings });
  let server: EmbeddedPostgres | undefined = await open();
  let url = server.url('postgres');
  const end = async (how: (running: EmbeddedPostgres) => void) => {
    const running = server;
    server = undefined;
    if (!running) return;
    how(running);
    await running.stop();
  };
  return {
    get url() {
      return url;
    },
    async start() {
      server ??= await open();
      url = server.url('postgres');
    },
    stop: () => end(() => {}),
    kill: () => end(killAll),
  };
};

const killAll = ({ dataDir }: EmbeddedPostgres): void => {
  const postmaster = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  if (!postmaster) throw new Error(`${dataDir}/postmaster.pid names no process.`);
  const children = childrenOf(postmaster);
  // The postmaster first: it would start again what is killed below it.
  for (const pid of [postmaster, ...children]) kill(pid);
};

const childrenOf = (parent: number): readonly number[] =>
  spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (pid && ppid === parent ? [pid] : []));

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

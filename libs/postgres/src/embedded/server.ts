import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, closeSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Log } from '../log';
import { identity } from './binaries';
import { socketFolder, type Place } from './place';
import { isServerOf, readPostmaster, type Postmaster } from './postmaster';

export interface ServerOptions {
  readonly place: Place;
  readonly binaries: string;
  readonly dataDir: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: Log;
}

export interface RunningServer {
  /** Of the database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 30_000;

/** Starts the server on this data, or takes over the one that runs on it already. Resolves when it answers. */
export const runServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { dataDir, log } = options;
  const found = readPostmaster(dataDir);
  if (found && isServerOf(found.pid, dataDir)) {
    log.info({ pid: found.pid }, `Taking over the PostgreSQL that still runs on ${dataDir} (process ${found.pid})`);
    if (await answersInTime(options, () => !isServerOf(found.pid, dataDir))) return running(options, found);
  }
  // Its process is gone, or its number belongs to another program now, which would keep PostgreSQL from starting.
  if (found) rmSync(join(dataDir, 'postmaster.pid'), { force: true });
  const child = launch(options);
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  const ready = await answersInTime(options, () => ended);
  const postmaster = readPostmaster(dataDir);
  if (ready && postmaster) return running(options, postmaster);
  throw new Error(`The embedded PostgreSQL did not start. Its last words: ${lastWords(options.place)}`);
};

const running = (options: ServerOptions, postmaster: Postmaster): RunningServer => ({
  url: urlOf(postmaster),
  stop: () => stop(options, postmaster),
});

/** Of the database `postgres`. */
export const urlOf = ({ socketFolder: folder, port }: Postmaster): string =>
  `postgres://postgres@localhost:${port}/postgres?host=${encodeURIComponent(folder)}`;

/** In a session of its own: a Ctrl-C at the terminal is for us, not for a server we still need to drain. */
const launch = ({ place, binaries, dataDir, settings }: ServerOptions): ChildProcess => {
  const all: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder(place),
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '200',
    shared_buffers: '64MB',
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    fsync: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_line_prefix: '%m [%p] %d ',
    ...settings,
  };
  const output = openLog(place);
  const child = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', dataDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...identity(place.user),
      cwd: place.folder,
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      detached: true,
      stdio: ['ignore', output, output],
    },
  );
  closeSync(output);
  child.unref();
  return child;
};

const MAX_LOG_BYTES = 10_000_000;

const openLog = ({ folder, user }: Place): number => {
  const file = join(folder, 'postgres.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) renameSync(file, `${file}.old`);
  const opened = openSync(file, 'a', 0o600);
  if (user) chownSync(file, user.uid, user.gid);
  return opened;
};

const lastWords = ({ folder }: Place): string =>
  readFileSync(join(folder, 'postgres.log'), 'utf8').trimEnd().split('\n').slice(-5).join(' | ');

/** Whether a query on this very data is answered before the time, or hope, is up. */
const answersInTime = async ({ dataDir }: ServerOptions, hopeless: () => boolean): Promise<boolean> => {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    const postmaster = readPostmaster(dataDir);
    if (postmaster && (await answers(postmaster, dataDir))) return true;
    if (hopeless()) return false;
    await pause(20);
  }
  return false;
};

const answers = async (postmaster: Postmaster, dataDir: string): Promise<boolean> => {
  const client = new Client({ connectionString: urlOf(postmaster), connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0] !== undefined && realpathSync(rows[0].data_directory) === realpathSync(dataDir);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
};

/** Fast mode: open transactions are rolled back. The server removes its pid file last. */
const stop = async ({ dataDir, place }: ServerOptions, { pid, socketFolder: folder }: Postmaster): Promise<void> => {
  if (readPostmaster(dataDir)?.pid === pid && isServerOf(pid, dataDir)) process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_MS;
  while (readPostmaster(dataDir)?.pid === pid && isServerOf(pid, dataDir)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${pid}) on ${dataDir} did not stop in time.`);
    await pause(20);
  }
  if (!folder.startsWith(place.folder)) rmSync(folder, { recursive: true, force: true });
};

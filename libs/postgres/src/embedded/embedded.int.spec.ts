import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { silent, type Log } from '../log';
import { advisoryLocks } from '../advisory-locks';
import { urlOfDatabase } from '../urls';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start';

const root = join(__dirname, '../../../..');
const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const nobodyReads = isRoot && spawnSync('test', ['-r', join(root, 'package.json')], NOBODY).status === 0;

describe('the embedded PostgreSQL', () => {
  let base: string;
  let folder: string;
  const servers = new Set<EmbeddedPostgres>();
  const children = new Set<ChildProcess>();

  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'embedded-'));
    chmodSync(base, 0o755);
    folder = join(base, 'shop');
  });
  afterEach(async () => {
    for (const child of children) await kill(child);
    for (const server of servers) await server.stop();
    children.clear();
    servers.clear();
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  const start = async (dataDir = folder, log: Log = silent): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dataDir, log });
    servers.add(server);
    return server;
  };
  const stop = async (server: EmbeddedPostgres): Promise<void> => {
    servers.delete(server);
    await server.stop();
  };
  /** Another process that starts it; its first line of output. */
  const hold = async (dataDir: string, user: object = {}) => {
    const program = join(__dirname, 'hold.fixture.ts');
    const args = ['--import', 'tsx', '--conditions=@pizzeria/source', program, dataDir];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], ...user });
    children.add(child);
    const [said] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { child, said };
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    children.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const pidOf = (server: EmbeddedPostgres) =>
    readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0];

  it('keeps a database over a stop, and is back within two seconds', async () => {
    const made = performance.now();
    const first = await start();
    const making = performance.now() - made;
    const url = await first.ensureDatabase('orders');
    await query(url, 'CREATE TABLE kept (id int)');
    await stop(first);
    const took: number[] = [];
    for (const _ of ['once', 'twice']) {
      const began = performance.now();
      await stop(await start());
      took.push(performance.now() - began);
    }
    // On a machine that takes long for everything, sooner than it was made.
    expect(Math.min(...took)).toBeLessThan(Math.max(2_000, making));
    const again = await start();
    expect(await query(await again.ensureDatabase('orders'), 'SELECT count(*)::int AS kept FROM kept')).toEqual([
      { kept: 0 },
    ]);
  });

  it('listens on no network, writes to disk before it answers, and lets nobody else near its socket', async () => {
    const server = await start();
    const url = server.url('postgres');
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect(await query(url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    const socket = new URL(url).searchParams.get('host') ?? '';
    expect(statSync(socket).mode & 0o777).toBe(0o700);
    expect(statSync(server.dataDir).mode & 0o777).toBe(0o700);
  });

  it('is taken over, with all that was committed, after its process was killed', async () => {
    const { child, said: url } = await hold(folder);
    await query(url, 'CREATE TABLE IF NOT EXISTS survived AS SELECT 1 AS row');
    await kill(child);
    const orphan = readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0];
    const server = await start();
    expect(pidOf(server)).toBe(orphan);
    expect(await query(server.url('postgres'), 'SELECT row FROM survived')).toEqual([{ row: 1 }]);
  });

  it('refuses a second process on the same data, and names the first', async () => {
    const { child } = await hold(folder);
    await expect(start()).rejects.toThrow(
      `${folder} is in use by pizzeria process ${child.pid}. Stop that one, or set DATA_DIR to another folder.`,
    );
    await kill(child);
    await start();
  });

  it('names the process that uses it, whoever holds the same or other locks in its databases', async () => {
    const { child, said } = await hold(folder);
    await query(said, 'CREATE DATABASE elsewhere');
    const others = [
      ['elsewhere', advisoryLocks.embeddedServer],
      ['postgres', advisoryLocks.journal],
    ] as const;
    const clients = others.map(([name]) => {
      const connectionString = urlOfDatabase(said, name);
      return new Client({ connectionString, application_name: 'somebody else' });
    });
    for (const [n, client] of clients.entries()) {
      await client.connect();
      await client.query('SELECT pg_advisory_lock($1)', [others[n]?.[1]]);
    }
    await expect(start()).rejects.toThrow(`is in use by pizzeria process ${child.pid}.`);
    for (const client of clients) await client.end();
  });

  it('starts although the number in its pid file belongs to another program now', async () => {
    const server = await start();
    const file = join(server.dataDir, 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    await stop(server);
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));
    expect(pidOf(await start())).not.toBe(String(process.pid));
  });

  it('runs side by side with another, and begins anew where a first start was cut short', async () => {
    const other = join(base, 'other');
    mkdirSync(join(other, 'postgres/data.new'), { recursive: true });
    writeFileSync(join(other, 'postgres/data.new/PG_VERSION'), '18');
    for (const made of ['postgres', 'postgres/data.new'])
      if (isRoot) chownSync(join(other, made), NOBODY.uid, NOBODY.gid);
    const [one, two] = [await start(), await start(other)];
    await query(one.url('postgres'), 'CREATE TABLE only_here (id int)');
    expect(await query(two.url('postgres'), `SELECT to_regclass('only_here') AS found`)).toEqual([{ found: null }]);
  });

  it('finds a short place for its socket when its folder has a long name', async () => {
    const long = join(base, 'x'.repeat(120));
    spawnSync('cp', ['-a', folder, long]);
    const server = await start(long);
    expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const socket = new URL(server.url('postgres')).searchParams.get('host') ?? '';
    expect(socket.length).toBeLessThan(90);
    await stop(server);
    expect(statSync(socket, { throwIfNoEntry: false })).toBeUndefined();
  });

  (isRoot ? it : it.skip)('as root, keeps its data where its account can reach it, and says where', async () => {
    const hidden = join(base, 'hidden');
    mkdirSync(hidden, { mode: 0o700 });
    const lines: string[] = [];
    const server = await start(join(hidden, 'data'), { ...silent, info: (_, line) => void lines.push(line) });
    const place = realpathSync(join(hidden, 'data/postgres'));
    expect(dirname(place)).toBe('/var/lib/pizzeria');
    expect(lines.join('\n')).toContain(`The data lies in ${place}`);
    await query(server.url('postgres'), 'CREATE TABLE kept AS SELECT 1 AS row');
    await stop(server);
    const again = await start(join(hidden, 'data'));
    expect(await query(again.url('postgres'), 'SELECT row FROM kept')).toEqual([{ row: 1 }]);
    await stop(again);
    rmSync(place, { recursive: true });
  });

  (nobodyReads ? it : it.skip)('runs as an ordinary user, and later for root on that user’s data', async () => {
    const theirs = join(base, 'theirs');
    mkdirSync(theirs);
    chownSync(theirs, NOBODY.uid, NOBODY.gid);
    const { child, said } = await hold(theirs, NOBODY);
    expect(said).toMatch(/^postgres:/);
    await kill(child);
    const server = await start(theirs);
    expect(statSync(server.dataDir).uid).toBe(NOBODY.uid);
  });
});

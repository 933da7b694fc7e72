import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { services } from '@pizzeria/broker-definitions';
import { freePort } from '@pizzeria/bus-rabbitmq/testing';
import { testDatabase } from '@pizzeria/postgres/testing';
import type { Lockfile } from './lockfile';
import { pruneApp, type AppName } from './prune-app';

const root = join(__dirname, '../../../..');
const closedPort = 1;

/** What `npm ci` would install, from this repository's own packages, which are the same: without a network. */
const install = (out: string): void => {
  const { packages } = JSON.parse(readFileSync(join(out, 'package-lock.json'), 'utf8')) as Lockfile;
  for (const [place, { link, resolved = '' }] of Object.entries(packages)) {
    if (!place.includes('node_modules/') || !existsSync(join(root, place))) continue;
    mkdirSync(dirname(join(out, place)), { recursive: true });
    if (link) symlinkSync(join(out, resolved), join(out, place));
    else cpSync(join(root, place), join(out, place), { recursive: true, filter: (path) => !isNested(place, path) });
  }
};

const isNested = (place: string, path: string): boolean =>
  path.slice(join(root, place).length).includes('/node_modules');

const run = (out: string, script: string, env: Readonly<Record<string, string>> = {}, ...args: readonly string[]) => {
  const child = spawn(process.execPath, [join(out, script), ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'pipe',
  });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (said.text += chunk.toString()));
  return { said, child, ended: once(child, 'close').then(([code]) => code as number | null) };
};

describe('a pruned app, alone in a folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'alone-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const alone = (name: AppName): string => {
    const out = join(folder, name);
    pruneApp(name, { root, out });
    install(out);
    return out;
  };

  it.each(services.map(({ name }) => name as AppName))(
    '%s migrates, starts, says that it is ready, and stops',
    async (name) => {
      const out = alone(name);
      const data = await testDatabase({ name: `alone ${name}`, platform: false });
      const env = {
        DATABASE_URL: data.url,
        RABBITMQ_URL: `amqp://127.0.0.1:${closedPort}`,
        ISSUER_URL: 'https://identity.example.com/',
        ISSUER_KEYS_URL: 'file:///nowhere/jwks.json',
        PORT: '0',
        MANAGEMENT_PORT: String(await freePort()),
      };
      const children: ChildProcess[] = [];
      const start = (script: string, ...args: readonly string[]) => {
        const started = run(out, script, env, ...args);
        children.push(started.child);
        return started;
      };
      try {
        expect(await start('main.js', 'migrate').ended).toBe(0);
        const service = start('main.js');
        while ((await start('healthcheck.js').ended) !== 0)
          expect([service.child.exitCode, service.said.text]).toEqual([null, expect.anything()]);
        service.child.kill('SIGTERM');
        expect([await service.ended, service.said.text]).toEqual([0, expect.stringContaining(`${name} serves`)]);
      } finally {
        for (const child of children) child.kill('SIGKILL');
        await data.drop();
      }
    },
  );

  it('the simulator says what it can be told', async () => {
    const simulator = run(alone('simulator'), 'main.js', {}, '--help');
    expect(await simulator.ended).toBe(0);
    expect(simulator.said.text).toContain('--key FILE');
  });
});

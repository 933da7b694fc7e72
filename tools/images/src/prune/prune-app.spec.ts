import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apps, pruneApp, type AppName } from './prune-app';

const root = join(__dirname, '../../../..');

describe('a pruned app', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pruned-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const dryRun = (out: string) =>
    execFileSync('npm', ['ci', '--omit=dev', '--dry-run', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: out,
      encoding: 'utf8',
      stdio: 'pipe',
    });

  it.each(Object.keys(apps) as AppName[])('%s is one that npm ci accepts, with no test in it', (name) => {
    const out = join(folder, name);
    pruneApp(name, { root, out });
    expect(dryRun(out)).toMatch(/added \d+ packages/);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(expect.arrayContaining(['main.js', 'healthcheck.js', 'package-lock.json']));
    expect(files.filter((file) => /\.spec\.|testing|\.ts$|src/.test(file))).toEqual([]);
    expect(existsSync(join(out, apps[name], 'dist/main.js'))).toBe(true);
  });

  it('would be refused if its lockfile did not hold all it needs', () => {
    const out = join(folder, 'orders');
    const file = join(out, 'package-lock.json');
    const { packages, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, unknown> };
    const { 'node_modules/knex': _, ...others } = packages;
    writeFileSync(file, JSON.stringify({ ...rest, packages: others }));
    expect(() => dryRun(out)).toThrow(/knex/);
  });
});

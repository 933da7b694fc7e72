import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

/** A copy of the repository, whose packages are still those of the original. */
const copied = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pizzeria-'));
  for (const part of ['libs', 'tools/generators', 'pacts'])
    cpSync(join(root, part), join(folder, part), { recursive: true, filter });
  const files = [
    'nx.json',
    'package.json',
    'tsconfig.base.json',
    '.prettierrc.json',
    'jest.preset.cjs',
    'jest.services.cjs',
    'jest.sequencer.cjs',
  ];
  for (const file of files) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'jest.config.cjs'),
    "module.exports = { projects: ['<rootDir>/libs/services/inventory'] };\n",
  );
  return folder;
};

const filter = (path: string): boolean => !/\/(dist|node_modules)$/.test(path);

const run = (folder: string, ...command: readonly string[]) => {
  const [program = '', ...args] = command;
  const env = { ...process.env, NX_DAEMON: 'false', NX_INTERACTIVE: 'false', FORCE_COLOR: '0' };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

const nx = (folder: string, event: string, subscription: string, handler: string) =>
  run(
    folder,
    ...['node', 'node_modules/nx/dist/bin/nx.js', 'generate', './tools/generators:subscriber', event],
    ...['--service', 'inventory', '--subscription', subscription, '--handler', handler],
  );

describe('a new subscriber', () => {
  let folder: string;
  beforeAll(() => {
    folder = copied();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is a handler, a queue and a test that passes, and nothing of it is in another package', () => {
    const made = nx(folder, 'order.delivered', 'thanks', 'thankCourier');
    expect(made.said).toContain('CREATE libs/services/inventory/src/on/order-delivered.ts');
    const touched = [...made.said.matchAll(/^(?:CREATE|UPDATE) (\S+)$/gm)].map(([, path]) => path);
    expect(touched.filter((path) => !path?.startsWith('libs/services/inventory/'))).toEqual([]);
    expect(readFileSync(join(folder, 'libs/services/inventory/src/service.ts'), 'utf8')).toContain(
      'thanks: { handlers: [thankCourier] }',
    );
    const tests = run(folder, 'node', 'node_modules/jest/bin/jest.js', 'order-delivered.thanks');
    expect(tests.said).toContain('✓ is handled once, however often it comes');
    expect(tests.status).toBe(0);
  });

  it('joins a queue that is there', () => {
    const made = nx(folder, 'order.undeliverable', 'procurement', 'countTheWasted');
    expect(made.status).toBe(0);
    expect(readFileSync(join(folder, 'libs/services/inventory/src/service.ts'), 'utf8')).toMatch(
      /procurement: \{[^}]*countTheWasted\]/,
    );
  });

  it('that cannot be is refused, and leaves everything as it was', () => {
    const refused = nx(folder, 'order.eaten', 'thanks', 'thank');
    expect(refused.said).toContain('There is no event order.eaten');
    expect(refused.status).not.toBe(0);
  });
});

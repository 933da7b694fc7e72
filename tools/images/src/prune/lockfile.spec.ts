import { pruneLockfile, type Lockfile } from './lockfile';

const link = (resolved: string) => ({ resolved, link: true });
const shop: Lockfile = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'root', workspaces: ['apps/*', 'libs/*'] },
    'apps/till': {
      name: '@shop/till',
      version: '1.2.3',
      dependencies: { '@shop/money': '1.0.0', bell: '1.0.0' },
      devDependencies: { probe: '1.0.0' },
    },
    'apps/till/node_modules/bell': { version: '1.0.0', dependencies: { clapper: '1.0.0' } },
    'libs/money': {
      name: '@shop/money',
      version: '1.0.0',
      dependencies: { coin: '1.0.0' },
      devDependencies: { probe: '1.0.0' },
      optionalDependencies: { safe: '1.0.0' },
    },
    'node_modules/@shop/money': link('libs/money'),
    'node_modules/@shop/till': link('apps/till'),
    'node_modules/bell': { version: '2.0.0' },
    'node_modules/clapper': {
      version: '1.0.0',
      peerDependencies: { rope: '1.0.0', wheel: '1.0.0' },
      peerDependenciesMeta: { wheel: { optional: true } },
    },
    'node_modules/coin': { version: '1.0.0', optionalDependencies: { 'coin-linux': '1.0.0', 'coin-away': '1.0.0' } },
    'node_modules/coin-linux': { version: '1.0.0' },
    'node_modules/probe': { version: '1.0.0' },
    'node_modules/rope': { version: '1.0.0' },
    'node_modules/safe': { version: '1.0.0' },
    'node_modules/wheel': { version: '1.0.0' },
  },
};

describe('a pruned lockfile', () => {
  const { lockfile, workspaces } = pruneLockfile(shop, 'apps/till');

  it('holds what the app needs at run time, each where it was, and nothing else', () => {
    expect(Object.keys(lockfile.packages)).toEqual([
      '',
      'apps/till',
      'apps/till/node_modules/bell',
      'libs/money',
      'node_modules/@shop/money',
      'node_modules/@shop/till',
      'node_modules/clapper',
      'node_modules/coin',
      'node_modules/coin-linux',
      'node_modules/rope',
    ]);
  });

  it('names the app and the libraries it uses as the workspaces of a folder of its own', () => {
    expect(workspaces).toEqual(['apps/till', 'libs/money']);
    expect(lockfile).toMatchObject({ name: '@shop/till-alone', version: '1.2.3', lockfileVersion: 3 });
    expect(lockfile.packages['']).toEqual({ name: '@shop/till-alone', version: '1.2.3', workspaces });
  });

  it('leaves out what they need for development, or can do without', () => {
    expect(lockfile.packages['libs/money']).toEqual({
      name: '@shop/money',
      version: '1.0.0',
      dependencies: { coin: '1.0.0' },
    });
  });

  it('is refused when something needed is not in the lockfile', () => {
    const { 'node_modules/rope': _, ...packages } = shop.packages;
    expect(() => pruneLockfile({ ...shop, packages }, 'apps/till')).toThrow(
      'node_modules/clapper needs rope, which the lockfile does not hold: run npm install.',
    );
  });
});

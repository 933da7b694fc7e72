import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pruneLockfile, type Lockfile } from './lockfile';

/** The apps that become images, with their folders. */
export const apps = {
  orders: 'apps/orders',
  kitchen: 'apps/kitchen',
  inventory: 'apps/inventory',
  notifications: 'apps/notifications',
  analytics: 'apps/analytics',
  simulator: 'tools/simulator',
} as const;

export type AppName = keyof typeof apps;

export interface Pruning {
  /** The repository, built. */
  readonly root: string;
  /** Made anew. */
  readonly out: string;
}

/**
 * Writes a folder from which `npm ci --omit=dev` alone makes a program: `main.js` starts it, `healthcheck.js` asks it
 * whether it is ready. It holds the compiled code of the app and of the libraries it uses, without tests, and the part
 * of the lockfile that they need. Throws when one of them has not been built.
 */
export const pruneApp = (name: AppName, { root, out }: Pruning): void => {
  const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
  const app = apps[name];
  const { lockfile: pruned, workspaces } = pruneLockfile(lockfile, app);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const folder of workspaces) copyPackage(join(root, folder), join(out, folder));
  const { name: alone, version } = pruned;
  writeJson(join(out, 'package.json'), { name: alone, version, private: true, license: 'MIT', workspaces });
  writeJson(join(out, 'package-lock.json'), pruned);
  writeFileSync(join(out, 'main.js'), `'use strict';\nrequire('./${app}/dist/main.js');\n`);
  cpSync(join(root, 'deploy/image/healthcheck.js'), join(out, 'healthcheck.js'));
};

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main?: string;
  readonly exports?: Readonly<Record<string, { readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const copyPackage = (from: string, to: string): void => {
  const dist = join(from, 'dist');
  if (!existsSync(dist)) throw new Error(`${dist} is not there: run npx tsc -b first.`);
  mkdirSync(to, { recursive: true });
  cpSync(dist, join(to, 'dist'), { recursive: true, filter: isForProduction });
  const { name, version, main, exports, dependencies } = JSON.parse(
    readFileSync(join(from, 'package.json'), 'utf8'),
  ) as Manifest;
  const face = exports?.['.'];
  const shown = face === undefined ? {} : { main, exports: { '.': face.default } };
  writeJson(join(to, 'package.json'), { name, version, private: true, ...shown, dependencies });
};

/** Compiled code and what it reads; no tests, nor what only tests import, nor types. */
const isForProduction = (path: string): boolean =>
  statSync(path).isDirectory()
    ? basename(path) !== 'testing'
    : !/\.(spec|fixtures?|contract)\.js$/.test(path) && /\.(js|json)$/.test(path);

const writeJson = (file: string, value: object): void => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

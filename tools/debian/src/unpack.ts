import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const publicMirror = 'http://deb.debian.org/debian';

/** Debian's archive as this machine reaches it: DEBIAN_MIRROR, else where its own apt takes Debian from, else the public one. */
export async function debianMirror(env: NodeJS.ProcessEnv): Promise<string> {
  if (env['DEBIAN_MIRROR']) return env['DEBIAN_MIRROR'];
  const { stdout } = await run('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Origin: Debian',
    'Label: Debian',
  ]);
  return stdout.split('\n')[0]?.trim() || publicMirror;
}

export interface PackagesWanted {
  /** Of Debian: `trixie`, `sid`. */
  readonly suite: string;
  readonly names: readonly string[];
  /** Which of the packages that they need are unpacked with them, by name; none when not given. */
  readonly needed?: RegExp;
}

/**
 * Unpacks packages into `root`, from a suite that need not be this machine's; apt checks the archive's signature.
 * Nothing of the machine is changed and `work`, which must be empty, holds all that is fetched.
 * Throws with what apt or dpkg said, and where apt or Debian's keys are missing.
 */
export async function unpackFromDebian(
  { suite, names, needed }: PackagesWanted,
  places: { readonly mirror: string; readonly work: string; readonly root: string },
): Promise<void> {
  if (!existsSync(keyring)) throw new Error(`${keyring} is missing: install the package debian-archive-keyring.`);
  const at = (...path: string[]) => join(places.work, ...path);
  for (const folder of ['lists', 'archives']) mkdirSync(at(folder, 'partial'), { recursive: true });
  mkdirSync(places.root, { recursive: true });
  writeFileSync(at('sources.list'), `deb [signed-by=${keyring}] ${places.mirror} ${suite} main\n`);
  // An empty list of what is installed, so that everything needed is fetched.
  writeFileSync(at('status'), '');
  const settings = {
    'Dir::State': places.work,
    'Dir::State::lists': at('lists'),
    'Dir::State::status': at('status'),
    'Dir::Cache': places.work,
    'Dir::Cache::archives': at('archives'),
    'Dir::Etc::sourcelist': at('sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::Etc::preferences': '-',
    'Dir::Etc::preferencesparts': '-',
    'APT::Sandbox::User': process.getuid?.() === 0 ? 'root' : '',
    'Debug::NoLocking': 'true',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const apt = (...args: string[]) =>
    run('apt-get', [...options, '-qq', ...args], { cwd: at('archives'), maxBuffer: 16 * 1024 * 1024 });
  await apt('update');
  if (needed) await apt('install', '--yes', '--no-install-recommends', '--download-only', ...names);
  else await apt('download', ...names);
  const wanted = (file: string) => names.some((name) => file.startsWith(`${name}_`)) || needed?.test(file);
  const fetched = readdirSync(at('archives')).filter((file) => file.endsWith('.deb') && wanted(file));
  for (const file of fetched) await run('dpkg-deb', ['--extract', at('archives', file), places.root]);
}

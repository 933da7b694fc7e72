import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

export interface TreeCopy {
  readonly folder: string;
  remove(): void;
}

const scope = '@pizzeria';

/**
 * Copies every file of the repository, committed or not, that git does not ignore. Outside packages are linked; the
 * workspace's own lead into the copy, so that what is changed there is what its tests run.
 */
export const copyTree = (root: string): TreeCopy => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'pizzeria-copy-'));
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of list.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  linkPackages(realpathSync(root), folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

const linkPackages = (root: string, folder: string): void => {
  const [from, to] = [join(root, 'node_modules'), join(folder, 'node_modules')];
  mkdirSync(join(to, scope), { recursive: true });
  for (const name of readdirSync(from))
    if (name !== scope && name !== '.cache') symlinkSync(join(from, name), join(to, name));
  for (const name of readdirSync(join(from, scope))) {
    const place = relative(root, realpathSync(join(from, scope, name)));
    symlinkSync(join(folder, place), join(to, scope, name));
    const ofItsOwn = join(root, place, 'node_modules');
    if (existsSync(ofItsOwn)) symlinkSync(ofItsOwn, join(folder, place, 'node_modules'));
  }
};

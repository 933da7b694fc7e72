import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Puts a script in the place of every program in these folders that runs it with the C library found in `root`, which
 * may be newer than this machine's. `root` is where the files lie now, `home` where they will lie when they run.
 * Throws when `root` holds no dynamic loader.
 */
export function runWithOwnLibraries(folders: readonly string[], root: string, home = root): void {
  const libraries = librariesIn(root);
  const later = (path: string) => path.replace(root, home);
  const searched = [libraries.folder, join(root, 'usr/lib')].map(later).join(':');
  for (const folder of folders)
    for (const name of readdirSync(folder)) {
      const program = join(folder, name);
      if (!isProgram(program)) continue;
      renameSync(program, `${program}.elf`);
      const command = `exec '${later(libraries.loader)}' --library-path '${searched}' --argv0 "$0"`;
      writeScript(program, `${command} '${later(program)}.elf' "$@"`);
    }
}

/** Writes a shell script that anybody may run. */
export function writeScript(path: string, body: string): void {
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

function librariesIn(root: string): { readonly folder: string; readonly loader: string } {
  // Debian 12 has the C library in /lib, later ones in /usr/lib.
  const folders = ['usr/lib', 'lib'].map((name) => join(root, name)).filter((folder) => existsSync(folder));
  for (const all of folders)
    for (const triplet of readdirSync(all).filter((name) => name.endsWith('-linux-gnu'))) {
      const folder = join(all, triplet);
      const loader = readdirSync(folder).find((name) => /^ld-linux.*\.so\.\d+$/.test(name));
      if (loader) return { folder, loader: join(folder, loader) };
    }
  throw new Error(`${root} holds no dynamic loader.`);
}

const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

function isProgram(path: string): boolean {
  if (!lstatSync(path).isFile()) return false;
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(elf.length);
    readSync(file, head, 0, head.length, 0);
    return head.equals(elf);
  } finally {
    closeSync(file);
  }
}

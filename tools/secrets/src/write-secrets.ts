import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSigningKey, signerOf } from '@pizzeria/identity';
import type { JWK } from 'jose';
import { adminsIn, secretFiles, withAdditions, type SecretFile } from './files';
import { completed, madeAnew } from './passwords';

export interface WriteSecretsOptions {
  /** Made when it is not there; its owner's alone. */
  readonly folder: string;
  /** Makes every password and key anew. */
  readonly rotate?: boolean;
  /** Delays of the retry ladder, ms. */
  readonly ladder: readonly number[];
}

export interface WrittenSecrets {
  readonly files: readonly string[];
  /** Whose passwords were not there or were rotated, and the key; `everything` when nothing was kept. */
  readonly anew: readonly string[] | 'everything';
}

/**
 * Writes every secret that compose or cluster needs into one folder. Passwords and the key that are there are kept,
 * and so is what a person added to a file of settings; the rest follows from them and from what the services declare,
 * so that the same secrets always make the same files. Throws with a sentence that never quotes a secret.
 */
export const writeSecrets = async ({ folder, rotate, ladder }: WriteSecretsOptions): Promise<WrittenSecrets> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const read = (name: string) => textOf(join(folder, name));
  const found = read('passwords.json');
  const passwords = completed({ text: found, admins: adminsIn(read) }, { rotate });
  const key = rotate ? undefined : read('staff-key.json');
  const staffKey = key === undefined ? await makeSigningKey() : await keyIn(key);
  const files = secretFiles({ passwords, staffKey, ladder });
  for (const file of files) write(folder, file);
  const anew = [...madeAnew(passwords, found), ...(key === undefined ? ['the key'] : [])];
  const everything = anew.length === madeAnew(passwords, undefined).length + 1;
  return { files: files.map(({ name }) => name), anew: everything ? 'everything' : anew };
};

const write = (folder: string, { name, text, readBy }: SecretFile): void => {
  const path = join(folder, name);
  const whole = name.endsWith('.env') ? withAdditions(text, textOf(path)) : text;
  const mode = readBy === 'owner' ? 0o600 : 0o644;
  // In place: a container that runs has the file itself, not its name, and would keep the one that is replaced.
  const inPlace = readBy === 'container' && existsSync(path);
  const draft = inPlace ? path : `${path}.draft`;
  writeFileSync(draft, whole, { mode });
  chmodSync(draft, mode);
  if (!inPlace) renameSync(draft, path);
};

const keyIn = async (text: string): Promise<JWK> => {
  try {
    const key = JSON.parse(text) as JWK;
    await signerOf(key);
    return key;
  } catch {
    throw new Error('staff-key.json holds no private key: remove it to have one made anew.');
  }
};

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
};

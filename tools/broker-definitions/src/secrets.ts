import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Secrets } from './shop';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const passwordLength = 32;

/** Letters and digits, for it travels in URLs; nobody guesses one of 190 bits. */
export const newPassword = (): string =>
  Array.from({ length: passwordLength }, () => alphabet[randomInt(alphabet.length)]).join('');

/** A new password for each of these users. */
export const generateSecrets = (users: readonly string[]): Secrets =>
  Object.fromEntries(users.map((user) => [user, newPassword()]));

/**
 * The passwords in the file, a JSON object of user and password. When there is no such file it is made, readable by
 * its owner alone. Throws with one sentence, which never quotes the file, when it cannot be read or made.
 */
export const openSecrets = (file: string, users: readonly string[]): { secrets: Secrets; made: boolean } => {
  const found = readIfThere(file);
  if (found !== undefined) return { secrets: parse(file, found), made: false };
  const secrets = generateSecrets(users);
  try {
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new Error(`The secrets cannot be written: ${(error as Error).message}`, { cause: error });
  }
  return { secrets, made: true };
};

const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The secrets cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

const parse = (file: string, text: string): Secrets => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message would quote the file.
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${file} must be a JSON object of user names and passwords.`);
  return value as Secrets;
};

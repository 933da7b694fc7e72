import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import { localIssuer, makeSigningKey, publicKeys, signerOf, type Issuer, type Signer } from './signing-key';

/** A development issuer's signing key with its public half in a file that services read. */
export interface KeySet extends Signer {
  /** The folder's public keys as a `file:` URL: what `ISSUER_KEYS_URL` is set to. */
  readonly keysUrl: string;
}

/** The keys cannot be kept there; the message says what to do. */
export class KeyFolderUnusable extends Error {
  override readonly name = 'KeyFolderUnusable';
}

/**
 * Opens the key set in a folder, making it on first use: `signing-key.json` (readable by its owner only) and
 * `jwks.json`. Meant for development: whoever can read the folder can be anybody.
 */
export const openKeySet = async (folder: string, issuer: Issuer = localIssuer): Promise<KeySet> => {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new KeyFolderUnusable(`${folder} cannot be made a folder for keys. Choose another one.`, { cause: error });
  });
  const signing = (await readKey(join(folder, 'signing-key.json'))) ?? (await makeKey(folder));
  const jwks = join(folder, 'jwks.json');
  await replaceFile(jwks, JSON.stringify(publicKeys(signing), undefined, 2), 0o644);
  return { keysUrl: pathToFileURL(jwks).href, ...(await signerOf(signing, issuer)) };
};

const readKey = async (file: string): Promise<JWK | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The signing key ${file} cannot be read. Delete the file to have a new one made.`, {
      cause: error,
    });
  }
};

const makeKey = async (folder: string): Promise<JWK> => {
  const key = await makeSigningKey();
  await replaceFile(join(folder, 'signing-key.json'), JSON.stringify(key, undefined, 2), 0o600);
  return key;
};

/** All or nothing: a process killed meanwhile leaves the old file. */
const replaceFile = async (file: string, text: string, mode: number): Promise<void> => {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode });
  await chmod(draft, mode);
  await rename(draft, file);
};

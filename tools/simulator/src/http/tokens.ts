import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKeySet, signerFromFile, type Signer } from '@pizzeria/identity';
import { z } from 'zod';
import { UsageError } from '../args';

const tokens = z.object({ kitchen: z.string(), courier: z.string(), manager: z.string() });

/** A bearer token per role. */
export type Tokens = z.infer<typeof tokens>;

export interface TokenSources {
  readonly file?: string;
  /** A private key as a JWK, for example deploy/secrets/staff-key.json. */
  readonly keyFile?: string;
  /** `STAFF_TOKEN_KITCHEN`, `STAFF_TOKEN_COURIER`, `STAFF_TOKEN_MANAGER`, and `DATA_DIR`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dataDir: string;
}

const ttlSeconds = 24 * 3_600;

/**
 * Tokens of the file given, else signed with the key given, else those of the environment, else signed with the local
 * development key. Throws `UsageError`.
 */
export const tokensFrom = async ({ file, keyFile, environment, dataDir }: TokenSources): Promise<Tokens> => {
  if (file !== undefined) return tokensOf(file);
  if (keyFile !== undefined) return minted(await signerIn(keyFile));
  const given = tokens.safeParse({
    kitchen: environment['STAFF_TOKEN_KITCHEN'],
    courier: environment['STAFF_TOKEN_COURIER'],
    manager: environment['STAFF_TOKEN_MANAGER'],
  });
  return given.success ? given.data : minted(await keySetIn(join(dataDir, 'keys')));
};

const tokensOf = (file: string): Tokens => {
  try {
    return tokens.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UsageError(
      `--tokens ${file} cannot be read: it must hold {"kitchen": "…", "courier": "…", "manager": "…"}`,
    );
  }
};

const signerIn = (file: string): Promise<Signer> =>
  signerFromFile(file).catch(({ message }: Error) => {
    throw new UsageError(`--key ${message}`);
  });

const keySetIn = async (folder: string): Promise<Signer> => {
  if (!existsSync(join(folder, 'signing-key.json')))
    throw new UsageError(
      `there is no signing key in ${folder}: start the pizzeria first, set DATA_DIR to its data folder, or give --key or --tokens`,
    );
  return openKeySet(folder);
};

const minted = async (keys: Signer): Promise<Tokens> => {
  const mint = (role: string) => keys.mintToken({ subject: `simulated-${role}`, roles: [role], ttlSeconds });
  const [kitchen, courier, manager] = await Promise.all([mint('kitchen'), mint('courier'), mint('manager')]);
  return { kitchen, courier, manager };
};

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKeySet } from '@pizzeria/identity';
import { z } from 'zod';
import { UsageError } from '../args';

const tokens = z.object({ kitchen: z.string(), courier: z.string(), manager: z.string() });

/** A bearer token per role. */
export type Tokens = z.infer<typeof tokens>;

export interface TokenSources {
  readonly file?: string;
  /** `STAFF_TOKEN_KITCHEN`, `STAFF_TOKEN_COURIER`, `STAFF_TOKEN_MANAGER`, and `DATA_DIR`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dataDir: string;
}

const ttlSeconds = 24 * 3_600;

/** Tokens of the file given, else of the environment, else signed with the local development key. Throws `UsageError`. */
export const tokensFrom = async ({ file, environment, dataDir }: TokenSources): Promise<Tokens> => {
  if (file !== undefined) return tokensOf(file);
  const given = tokens.safeParse({
    kitchen: environment['STAFF_TOKEN_KITCHEN'],
    courier: environment['STAFF_TOKEN_COURIER'],
    manager: environment['STAFF_TOKEN_MANAGER'],
  });
  return given.success ? given.data : minted(join(dataDir, 'keys'));
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

const minted = async (folder: string): Promise<Tokens> => {
  if (!existsSync(join(folder, 'signing-key.json')))
    throw new UsageError(
      `there is no signing key in ${folder}: start the pizzeria first, set DATA_DIR to its data folder, or give --tokens`,
    );
  const keys = await openKeySet(folder);
  const mint = (role: string) => keys.mintToken({ subject: `simulated-${role}`, roles: [role], ttlSeconds });
  const [kitchen, courier, manager] = await Promise.all([mint('kitchen'), mint('courier'), mint('manager')]);
  return { kitchen, courier, manager };
};

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKeySet, signerOf, type Signer } from '@pizzeria/identity';
import { UsageError } from './args';

/**
 * The manager's token: the one given, else one that names `person`, signed with the key given, else that of the
 * environment, else one signed with the key in the data folder. Throws `UsageError` when there is none.
 */
export const tokenFrom = async (
  given: string | undefined,
  {
    keyFile,
    environment,
    person,
  }: {
    readonly keyFile?: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly person: string;
  },
): Promise<string> => {
  const said = given ?? (keyFile === undefined ? environment['STAFF_TOKEN_MANAGER'] : undefined);
  if (said !== undefined) return said;
  const keys = await (keyFile === undefined
    ? keySetIn(join(environment['DATA_DIR'] ?? '.pizzeria', 'keys'))
    : signerIn(keyFile));
  return keys.mintToken({ subject: person, roles: ['manager'], ttlSeconds: 24 * 3_600 });
};

const signerIn = async (file: string): Promise<Signer> => {
  try {
    return await signerOf(JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof signerOf>[0]);
  } catch {
    throw new UsageError(`--key ${file} cannot be read: it must hold a private key, as npm run secrets writes it`);
  }
};

const keySetIn = async (folder: string): Promise<Signer> => {
  if (!existsSync(join(folder, 'signing-key.json')))
    throw new UsageError(
      `there is no signing key in ${folder}: start the pizzeria first, set DATA_DIR to its data folder, or give --key or --token`,
    );
  return openKeySet(folder);
};

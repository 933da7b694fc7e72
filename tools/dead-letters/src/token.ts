import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openKeySet, signerFromFile, type Signer } from '@pizzeria/identity';
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

const signerIn = (file: string): Promise<Signer> =>
  signerFromFile(file).catch(({ message }: Error) => {
    throw new UsageError(`--key ${message}`);
  });

const keySetIn = async (folder: string): Promise<Signer> => {
  if (!existsSync(join(folder, 'signing-key.json')))
    throw new UsageError(
      `there is no signing key in ${folder}: start the pizzeria first, set DATA_DIR to its data folder, or give --key or --token`,
    );
  return openKeySet(folder);
};

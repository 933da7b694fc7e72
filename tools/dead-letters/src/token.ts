import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openKeySet } from '@pizzeria/identity';
import { UsageError } from './args';

/**
 * The manager's token: the one given, else that of the environment, else one signed with the key in the data folder,
 * which names `person`. Throws `UsageError` when there is none.
 */
export const tokenFrom = async (
  given: string | undefined,
  {
    environment,
    person,
  }: { readonly environment: Readonly<Record<string, string | undefined>>; readonly person: string },
): Promise<string> => {
  const said = given ?? environment['STAFF_TOKEN_MANAGER'];
  if (said !== undefined) return said;
  const folder = join(environment['DATA_DIR'] ?? '.pizzeria', 'keys');
  if (!existsSync(join(folder, 'signing-key.json')))
    throw new UsageError(
      `there is no signing key in ${folder}: start the pizzeria first, set DATA_DIR to its data folder, or give --token`,
    );
  const keys = await openKeySet(folder);
  return keys.mintToken({ subject: person, roles: ['manager'], ttlSeconds: 24 * 3_600 });
};

import { parseAddress } from './address';
import { closeConnection, openConnection } from './connect';

/**
 * Connects once and closes again. Throws `BusMisconfigured` when the broker refuses user, password or virtual host,
 * and another error when it is away.
 */
export const checkAccess = async (url: string): Promise<void> => {
  await closeConnection(await openConnection(parseAddress(url), 'access check'), 2_000);
};

import { derivedPassword } from '@pizzeria/bus-rabbitmq/testing';
import {
  closeServerDatabases,
  describeUrl,
  ensureDatabase,
  ensureOwnedDatabase,
  mayMakeRoles,
} from '@pizzeria/postgres';
import type { ServiceName } from './services';

interface DatabasePlace {
  readonly databaseServerUrl: string;
  /** Whether that server serves nobody else. */
  readonly ownDatabaseServer?: boolean;
  say(line: string): void;
}

/**
 * Makes a database for each service, with a role that owns it and may enter no other. Where the given role may make
 * databases but no roles, the services use that one, and a line says so.
 */
export async function serviceDatabases(
  { databaseServerUrl, ownDatabaseServer = false, say }: DatabasePlace,
  services: readonly ServiceName[],
): Promise<(service: ServiceName) => string> {
  const urls = new Map<ServiceName, string>();
  const roles = await mayMakeRoles(databaseServerUrl);
  if (!roles)
    say(`The role given for ${describeUrl(databaseServerUrl)} may make no roles: all services use it themselves.`);
  if (roles && ownDatabaseServer) await closeServerDatabases(databaseServerUrl);
  for (const service of services) {
    const name = `pizzeria_${service}`;
    const password = derivedPassword(databaseServerUrl, name);
    const url = roles
      ? await ensureOwnedDatabase(databaseServerUrl, { name, password })
      : await ensureDatabase(databaseServerUrl, name);
    urls.set(service, url);
  }
  return (service) => urls.get(service) ?? '';
}

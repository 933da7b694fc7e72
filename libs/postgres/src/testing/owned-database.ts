import { randomBytes } from 'node:crypto';
import { ensureOwnedDatabase } from '../ensure-owned-database';
import { urlOfDatabase } from '../urls';
import { asAdmin, ownName, testServerUrl } from './server';

/** A database on the tests' server with a role of its own, as every service has: it may enter no other. */
export interface OwnedTestDatabase {
  /** For that role. */
  readonly url: string;
  /** For the tests' administrator. */
  readonly adminUrl: string;
  /** Drops the database, whoever is still connected, and the role. */
  drop(): Promise<void>;
}

/** Makes an empty one; `purpose` is for people who look at a failing test. */
export const ownedTestDatabase = async (purpose: string): Promise<OwnedTestDatabase> => {
  const name = ownName(purpose);
  return {
    url: await withOwner(name),
    adminUrl: urlOfDatabase(testServerUrl(), name),
    drop: () => dropOwned(name),
  };
};

/** Makes a database of this name if there is none, gives it to a role of the same name, and answers that role's address. */
export const withOwner = (name: string): Promise<string> =>
  ensureOwnedDatabase(testServerUrl(), { name, password: randomBytes(12).toString('hex') });

export const dropOwned = (name: string): Promise<void> =>
  asAdmin(async (admin) => {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS ${name}`);
  });

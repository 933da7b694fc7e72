import { TcpProxy } from '@pizzeria/bus-rabbitmq/testing';
import { openDatabase, type Database } from '@pizzeria/postgres';
import { ownedTestDatabase } from '@pizzeria/postgres/testing';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A database with a role of its own that may enter no other, behind a network that can fail. */
export interface OwnDatabase {
  /** For the subject: its own role, through the network. */
  readonly url: string;
  readonly network: TcpProxy;
  /** For the test: past the network. */
  readonly direct: Database;
  drop(): Promise<void>;
}

/** Makes one on the tests' server. */
export const ownDatabase = async (purpose: string): Promise<OwnDatabase> => {
  const owned = await ownedTestDatabase(purpose);
  const network = await TcpProxy.before(owned.url);
  const direct = openDatabase({ url: owned.adminUrl, name: 'test', poolSize: 3, log: silent });
  return {
    url: network.url,
    network,
    direct,
    drop: async () => {
      await direct.close();
      await network.close();
      await owned.drop();
    },
  };
};

import { services, type ServiceName } from '@pizzeria/local';
import { urlOfDatabase } from '@pizzeria/postgres';
import { Client } from 'pg';

/** Answers of the services' databases. */
export interface Databases {
  of<Row>(service: ServiceName, sql: string): Promise<readonly Row[]>;
  /** Of all five; `:service` stands for the name of each. */
  ofAll<Row>(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Asks the databases on a server; each is entered when it is asked first. `serverUrl` must be allowed into all. */
export const openDatabases = (serverUrl: string): Databases => {
  const clients = new Map<ServiceName, Client>();
  const of = async <Row>(service: ServiceName, sql: string): Promise<readonly Row[]> => {
    const client = clients.get(service) ?? (await connected(urlOfDatabase(serverUrl, `pizzeria_${service}`)));
    clients.set(service, client);
    return (await client.query(sql)).rows as Row[];
  };
  return {
    of,
    ofAll: async <Row>(sql: string) =>
      (await Promise.all(services.map(({ name }) => of<Row>(name, sql.replaceAll(':service', `'${name}'`))))).flat(),
    close: async () => void (await Promise.all([...clients.values()].map((client) => client.end()))),
  };
};

const connected = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  return client;
};

/** SQL: a time as ms since 1970. */
export const inMs = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { testServerUrl } from './server';

/** A network before the tests' database server that can fail. */
export interface DatabaseNetwork {
  /** The same database, through this network. */
  readonly url: (url: string) => string;
  /** Ends all connections and takes no new ones. */
  cut(): void;
  /** Connections stay and can be made, but nothing arrives any more: the kernel answers in the server's place. */
  swallow(): void;
  mend(): void;
  /** Connections that were turned away while it was cut. */
  readonly refused: number;
  close(): Promise<void>;
}

export const databaseNetwork = async (): Promise<DatabaseNetwork> => {
  const sockets = new Set<Socket>();
  let whole = true;
  let swallowing = false;
  let refused = 0;
  const server = createServer((client) => {
    if (!whole) {
      refused += 1;
      return void client.destroy();
    }
    const database = connect(placeOf(new URL(testServerUrl())));
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      if (swallowing) from.pause();
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from) && to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cut = (): void => {
    whole = false;
    swallowing = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: (url) => {
      const through = new URL(url);
      through.searchParams.delete('host');
      through.host = `127.0.0.1:${port}`;
      return through.href;
    },
    cut,
    swallow: () => {
      swallowing = true;
      for (const socket of sockets) socket.pause();
    },
    mend: () => {
      whole = true;
      swallowing = false;
      for (const socket of sockets) socket.resume();
    },
    get refused() {
      return refused;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
};

/** The embedded server listens on a unix socket only. */
const placeOf = (url: URL) => {
  const folder = url.searchParams.get('host');
  const port = Number(url.port || 5432);
  return folder ? { path: `${folder}/.s.PGSQL.${port}` } : { host: url.hostname, port };
};

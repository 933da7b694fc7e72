import { TcpProxy } from '@pizzeria/bus-rabbitmq/testing';
import type { Servers } from '@pizzeria/local';

/** The network of one process: all its connections to broker and database go through it. */
export interface Network {
  readonly broker: TcpProxy;
  readonly database: TcpProxy;
}

/** Networks by the name of their process. */
export class Networks {
  readonly #networks = new Map<string, Network>();

  /** Puts a network between a process and its servers, and answers their addresses through it. */
  async between(process: string, { databaseUrl, rabbitmqUrl }: Servers): Promise<Servers> {
    const network = { broker: await TcpProxy.before(rabbitmqUrl), database: await TcpProxy.before(databaseUrl) };
    this.#networks.set(process, network);
    return { databaseUrl: network.database.url, rabbitmqUrl: network.broker.url };
  }

  /** Throws when there is no such process. */
  of(process: string): Network {
    const network = this.#networks.get(process);
    if (!network) throw new Error(`There is no process ${process}.`);
    return network;
  }

  /** The database server was started again, and may be elsewhere. */
  databaseMoved(serverUrl: string): void {
    for (const { database } of this.#networks.values()) database.towards(serverUrl);
  }

  async close(): Promise<void> {
    const all = [...this.#networks.values()].flatMap(({ broker, database }) => [broker, database]);
    await Promise.all(all.map((proxy) => proxy.close()));
  }
}

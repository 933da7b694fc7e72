import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type Mode = 'pass' | 'black-hole' | 'refuse';

/** A network that can fail: it stands between a client and a server, a broker or a database. */
export class TcpProxy {
  #mode: Mode = 'pass';
  #delayMs = 0;
  #delays: 'both ways' | 'to the client' = 'both ways';
  /** The last of what is held up on its way to a socket. */
  readonly #late = new WeakMap<Socket, Promise<void>>();
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #server: Server;
  /** Connections made through it since the start. */
  accepted = 0;
  /** Connections turned away since the start. */
  refused = 0;

  private constructor(private target: URL) {
    this.#server = createServer((client) => this.#join(client));
  }

  /**
   * Opens a proxy on a free local port before the server at `url`; a query parameter `host` names the folder of its
   * unix socket, as in the address of a PostgreSQL.
   */
  static async before(url: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(url));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** From now on new connections go to the server at this address, for one that moved when it was started again. */
  towards(url: string): void {
    this.target = new URL(url);
  }

  /** The server's address through this proxy. */
  get url(): string {
    const through = new URL(this.target);
    through.searchParams.delete('host');
    through.hostname = '127.0.0.1';
    through.port = String((this.#server.address() as AddressInfo).port);
    return through.href;
  }

  /** Everything flows at full speed; what a black hole had swallowed arrives. */
  pass(): void {
    this.#mode = 'pass';
    this.#delayMs = 0;
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  /** From now on everything arrives `ms` late, in either direction or only what the server says. */
  slow(ms: number, delays: 'both ways' | 'to the client' = 'both ways'): void {
    this.#delayMs = ms;
    this.#delays = delays;
  }

  /** Connections stay open and nothing arrives any more, in either direction. */
  blackHole(): void {
    this.#mode = 'black-hole';
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  /** Cuts all connections and lets none be made. */
  refuse(): void {
    this.#mode = 'refuse';
    this.drop();
  }

  /** Cuts all connections; new ones are welcome. */
  drop(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#pairs.clear();
  }

  async close(): Promise<void> {
    this.drop();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Socket): void {
    if (this.#mode === 'refuse') {
      this.refused += 1;
      client.on('error', () => {});
      return void client.destroy();
    }
    this.accepted += 1;
    const server = connect(placeOf(this.target));
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    for (const [from, to] of [pair, [server, client] as const]) {
      from.on('data', (chunk) => this.#pass(chunk, to, to === client || this.#delays === 'both ways'));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        this.#pairs.delete(pair);
      });
      if (this.#mode === 'black-hole') from.pause();
    }
  }

  /** Bytes keep their order, also when the network becomes fast again while some are under way. */
  #pass(chunk: Buffer, to: Socket, delayed: boolean): void {
    const before = this.#late.get(to);
    const delayMs = delayed ? this.#delayMs : 0;
    if (delayMs === 0 && !before) return void to.write(chunk);
    const due = new Promise<void>((resolve) => setTimeout(resolve, delayMs));
    const written = Promise.all([before, due]).then(() => {
      to.write(chunk);
      if (this.#late.get(to) === written) this.#late.delete(to);
    });
    this.#late.set(to, written);
  }
}

const standardPorts: Readonly<Record<string, number>> = { 'postgres:': 5432, 'postgresql:': 5432 };

const placeOf = ({ port, hostname, protocol, searchParams }: URL) => {
  const number = Number(port || (standardPorts[protocol] ?? 5672));
  const folder = searchParams.get('host');
  return folder ? { path: `${folder}/.s.PGSQL.${number}` } : { port: number, host: hostname };
};

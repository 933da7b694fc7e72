import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker, TcpProxy, type RunningBroker } from '@pizzeria/bus-rabbitmq/testing';
import { freePortOffset, services, startFleet, type Fleet, type FleetOptions, type ServiceName } from '@pizzeria/local';
import { mailServer, twilioServer, type TwilioServer } from '@pizzeria/notifications/testing';
import { urlOfDatabase } from '@pizzeria/postgres';
import { startTemporaryPostgres } from '@pizzeria/postgres/testing';
import { httpClient, type Call } from '@pizzeria/service/testing';

/** The five services as processes on a broker, a database and providers of their own, all of which can be broken. */
export interface Stage {
  readonly folder: string;
  readonly broker: RunningBroker;
  readonly fleet: Fleet;
  readonly twilio: TwilioServer;
  /** The way of a service to the broker. */
  brokerOf(service: ServiceName): TcpProxy;
  /** The way of a service to its database. */
  databaseOf(service: ServiceName): TcpProxy;
  /** A service's database, for the server's administrator. */
  databaseUrl(service: ServiceName): string;
  /** A service's API. */
  call(service: ServiceName): Call;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Delays of the retry ladder, ms. */
  readonly ladder: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
  /** What the services say, line by line. */
  readonly line?: (name: string, text: string) => void;
}

interface Ways {
  readonly broker: TcpProxy;
  readonly database: TcpProxy;
}

type Stop = () => Promise<unknown>;

/** Starts everything and waits until all services are ready. */
export const openStage = async (options: StageOptions): Promise<Stage> => {
  const stops: Stop[] = [];
  const close = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  try {
    return { ...(await build(options, stops)), close };
  } catch (error) {
    await close();
    throw error;
  }
};

const build = async (options: StageOptions, stops: Stop[]): Promise<Omit<Stage, 'close'>> => {
  const folder = await mkdtemp(join(tmpdir(), 'stage-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  // PostgreSQL, which does not run as root, must be able to come this far.
  await chmod(folder, 0o755);
  const servers = await startServers(stops);
  const ways = new Map<ServiceName, Ways>();
  stops.push(() => Promise.all([...ways.values()].flatMap((way) => [way.broker.close(), way.database.close()])));
  const fleet = await startFleet(await fleetOptions(options, { folder, servers, ways }));
  stops.push(() => fleet.stop());
  await fleet.ready(120_000);
  const wayOf = (service: ServiceName): Ways => {
    const way = ways.get(service);
    if (!way) throw new Error(`There is no service ${service}.`);
    return way;
  };
  const mintToken = (roles: readonly string[]) => fleet.keys.mintToken({ subject: 'stage', roles, ttlSeconds: 3_600 });
  return {
    folder,
    broker: servers.broker,
    fleet,
    twilio: servers.twilio,
    brokerOf: (service) => wayOf(service).broker,
    databaseOf: (service) => wayOf(service).database,
    databaseUrl: (service) => urlOfDatabase(servers.postgres.url, `pizzeria_${service}`),
    call: (service) => httpClient(fleet.address(service), mintToken),
  };
};

/** What the services talk to, started side by side. When one fails, the others are there to be stopped. */
const startServers = async (stops: Stop[]) => {
  const keep = async <T>(opening: Promise<T>, stop: (opened: T) => Promise<unknown>): Promise<T> => {
    const opened = await opening;
    stops.push(() => stop(opened));
    return opened;
  };
  const openings = [
    keep(startBroker({ metrics: true }), (opened) => opened.stop()),
    keep(startTemporaryPostgres(), (opened) => opened.stop()),
    keep(twilioServer(), (opened) => opened.close()),
    keep(mailServer(), (opened) => opened.close()),
  ] as const;
  await Promise.allSettled(openings);
  const [broker, postgres, twilio, mail] = await Promise.all(openings);
  return { broker, postgres, twilio, mail };
};

interface Surroundings {
  readonly folder: string;
  readonly servers: Awaited<ReturnType<typeof startServers>>;
  /** Filled with the ways of each service as it is started. */
  readonly ways: Map<ServiceName, Ways>;
}

const fleetOptions = async (
  { ladder, env, line = () => {} }: StageOptions,
  { folder, servers: { broker, postgres, twilio, mail }, ways }: Surroundings,
): Promise<FleetOptions> => ({
  databaseServerUrl: postgres.url,
  ownDatabaseServer: true,
  rabbitmqUrl: broker.url,
  ctlCommand: broker.ctlCommand,
  dataDir: folder,
  portOffset: await freePortOffset(services.flatMap(({ port, managementPort }) => [port, managementPort])),
  ladder,
  between: async ({ service }, { rabbitmqUrl, databaseUrl }) => {
    const way = { broker: await TcpProxy.before(rabbitmqUrl), database: await TcpProxy.before(databaseUrl) };
    ways.set(service, way);
    return { rabbitmqUrl: way.broker.url, databaseUrl: way.database.url };
  },
  env: {
    LOG_LEVEL: 'warn',
    DATABASE_POOL: '8',
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_FROM: '+14155550100',
    TWILIO_BASE_URL: twilio.url,
    SMTP_URL: mail.url,
    MAIL_FROM: 'shop@example.com',
    ...env,
  },
  line,
});

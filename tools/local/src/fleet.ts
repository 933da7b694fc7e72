import { join } from 'node:path';
import { localIssuer, type KeySet } from '@pizzeria/identity';
import { prepare } from './prepare';
import { serviceCopies, serviceProcess, type ServiceCopy, type ServiceName } from './services';
import { supervise, type ProcessSpec, type SupervisedProcess } from './supervisor';

export interface FleetOptions {
  readonly databaseServerUrl: string;
  /** Whether the server serves nobody else. */
  readonly ownDatabaseServer?: boolean;
  readonly rabbitmqUrl: string;
  /** `rabbitmqctl` of the broker where it is not the machine's own. */
  readonly ctlCommand?: readonly string[];
  readonly dataDir: string;
  /** Processes of each service; default 1. */
  readonly copies?: number;
  readonly portOffset?: number;
  /** Delays of the retry ladder, ms; the services' own when not given. */
  readonly ladder?: readonly number[];
  /** Puts something between one process and its servers: answers the addresses that it is to use. */
  readonly between?: (copy: ServiceCopy, servers: Servers) => Promise<Servers>;
  readonly env?: Readonly<Record<string, string>>;
  readonly line: (name: string, text: string) => void;
}

/** Addresses of the servers that one process uses. */
export interface Servers {
  readonly databaseUrl: string;
  readonly rabbitmqUrl: string;
}

/** The five services as processes of their own, each started again when it dies. */
export interface Fleet {
  readonly processes: readonly SupervisedProcess[];
  /** The same processes, in the same order. */
  readonly copies: readonly ServiceCopy[];
  readonly keys: KeySet;
  readonly keyFolder: string;
  /** Of the service's first process. */
  address(service: ServiceName): string;
  /** Of all processes, as the simulator takes them: `orders=http://…,kitchen=http://…`. */
  readonly addresses: string;
  /** Resolves when every process says it is ready; throws after `withinMs`, or when one gave up. */
  ready(withinMs?: number): Promise<void>;
  /** All at once, each with SIGTERM. */
  stop(): Promise<void>;
}

const pollMs = 200;

/** Prepares databases, topology and keys, and starts the services when there is a way to its servers for each process. */
export async function startFleet(options: FleetOptions, by = { prepare, supervise }): Promise<Fleet> {
  const keyFolder = join(options.dataDir, 'keys');
  const say = (text: string) => options.line('prepare', text);
  const { databaseUrl, rabbitmqUrl, keys } = await by.prepare({ ...options, keyFolder, say });
  let gaveUp: string | undefined;
  const copies = serviceCopies(options);
  const between = options.between ?? ((_, servers) => Promise.resolve(servers));
  const env = { ...(options.ladder && { RETRY_LADDER_MS: options.ladder.join(',') }), ...options.env };
  const specs: ProcessSpec[] = [];
  for (const copy of copies) {
    const direct = { databaseUrl: databaseUrl(copy.service), rabbitmqUrl: rabbitmqUrl(copy.service) };
    const servers = await between(copy, direct);
    const around = { ...servers, issuerUrl: localIssuer.issuer, issuerKeysUrl: keys.keysUrl, env };
    specs.push(serviceProcess(copy, around));
  }
  const processes = specs.map((spec) =>
    by.supervise(spec, { line: options.line, gaveUp: (name) => void (gaveUp = name) }),
  );
  return {
    processes,
    copies,
    keys,
    keyFolder,
    address: (name) => `http://127.0.0.1:${copies.find(({ service }) => service === name)?.port ?? 0}`,
    addresses: copies.map(({ service, port }) => `${service}=http://127.0.0.1:${port}`).join(','),
    async ready(withinMs = 60_000) {
      const until = Date.now() + withinMs;
      for (const { name, managementPort } of copies) {
        while (!(await isReady(managementPort))) {
          if (gaveUp) throw new Error(`${gaveUp} ended three times right after its start; its lines above say why.`);
          if (Date.now() > until) throw new Error(`${name} was not ready within ${withinMs / 1000} s.`);
          await new Promise((resolve) => setTimeout(resolve, pollMs));
        }
      }
    },
    stop: async () => void (await Promise.all(processes.map((process) => process.stop()))),
  };
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (response) => response.ok,
    () => false,
  );

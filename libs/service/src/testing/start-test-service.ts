import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEvent,
  inMemoryBus,
  raise,
  uuidv7Ids,
  type DataOf,
  type EventDefinition,
  type EventEnvelope,
  type InMemoryBus,
  type OutgoingMessage,
  type Topology,
} from '@pizzeria/bus';
import { localIssuer, openKeySet, type KeySet } from '@pizzeria/identity';
import { deadLetters, openDatabase, type Database, type DeadLetter } from '@pizzeria/postgres';
import { testDatabase } from '@pizzeria/postgres/testing';
import { staffTokens } from '../auth/staff-tokens';
import { readConfig, type Environment } from '../config/read-config';
import type { Settings } from '../config/settings';
import type { ServiceDefinition } from '../definition';
import { serveHttp } from '../http/serve-http';
import type { Logger } from '../logging/logger';
import { silentLogger } from '../logging/pino-logger';
import type { ProcessRole } from '../running/service-options';
import { startService } from '../running/start-service';
import { topologyOf } from '../topology';
import { counting, type Counting } from './counting';
import { deliveries, type Deliveries } from './deliveries';
import { httpClient, type Call } from './http-client';
import { handled, settled } from './settled';
import { testClock, type TestClock } from './test-clock';

export interface TestServiceOptions {
  /** Texts of the service's own settings; what is not named has its default. */
  readonly environment?: Environment;
  /** Delays of retries, ms; default 5, 10, 20. */
  readonly ladder?: readonly number[];
  readonly clock?: TestClock;
  readonly logger?: Logger;
  /** Where the service finds its database instead of at this URL: a network that can fail. */
  readonly reachDatabase?: (url: string) => string;
  readonly roles?: readonly ProcessRole[];
  readonly subscriptions?: readonly string[];
  /** Fills the migrated database before the service starts. */
  readonly prepare?: (database: Database) => Promise<void>;
  /** Default 2 s. */
  readonly drainMs?: number;
}

/** One service on a database of its own and an in-memory bus, called as its users and its fellow services do. */
export interface TestService {
  readonly call: Call;
  /** Where `call` calls. */
  readonly url: string;
  /** A bearer token of a staff member with these roles. */
  token(roles: readonly string[]): Promise<string>;
  /** Publishes an event as its owner would; answers the event's id. */
  publishForeign<E extends EventDefinition>(event: E, data: DataOf<E>, stamp?: ForeignStamp): Promise<string>;
  /** Events twice, late, at once and out of order. */
  readonly deliver: Deliveries;
  /**
   * Resolves when everything published so far is handled or given up, also what was published because of it, and
   * the outbox is empty. Throws after 60 s, saying what is still under way.
   */
  settled(): Promise<void>;
  /** What this service has published so far, in order; of one event when it is named. */
  published(): readonly EventEnvelope[];
  published<E extends EventDefinition>(event: E): readonly EventEnvelope<DataOf<E>>[];
  /** Everything that went over the bus so far, as bytes, each event once. */
  messages(): readonly OutgoingMessage[];
  deadLetters(): Promise<readonly DeadLetter[]>;
  readonly counts: Pick<Counting, 'routed' | 'ended' | 'dead' | 'retried' | 'handedBack' | 'started'>;
  readonly clock: TestClock;
  readonly database: Database;
  readonly bus: InMemoryBus;
  readiness(): string | undefined;
  /** Does a chore, which does nothing by itself here. */
  chore(name: string): Promise<void>;
  /** Stops the service alone: its bus and database stay open to look at. */
  stopService(): Promise<void>;
  stop(): Promise<void>;
}

export interface ForeignStamp {
  /** Default 1. */
  readonly sequence?: number;
  readonly time?: Date;
  /** The same event again, for duplicates. */
  readonly id?: string;
}

/**
 * Starts a service for tests. For its spans, call `inMemoryTelemetry()` before. Answers that break their route's
 * contract become a 500, and a measure that the definition does not declare fails who writes it.
 */
export const startTestService = async <Parts extends object, Table extends Settings, Publishes extends EventDefinition>(
  definition: ServiceDefinition<string, Parts, Table, Publishes>,
  options: TestServiceOptions = {},
): Promise<TestService> => {
  const { ladder = [5, 10, 20], clock = testClock(), logger = silentLogger } = options;
  const data = await testDatabase({ migrations: definition.migrations, name: definition.name, poolSize: 2 });
  await options.prepare?.(data.database);
  const topology = topologyOf([definition], ladder);
  const bus = await inMemoryBus({ topology });
  const counts = counting(bus, topology);
  const keys = await temporaryKeys();
  const databaseUrl = options.reachDatabase?.(data.url) ?? data.url;
  const database = openDatabase({ url: databaseUrl, name: definition.name, poolSize: 20, log: logger });
  const service = await startService(definition, {
    database,
    databaseUrl,
    poolSize: 20,
    bus: counts.bus,
    clock,
    logger,
    ladder,
    settings: readConfig(definition.settings, options.environment ?? {}),
    tokens: staffTokens({ ...localIssuer, keysUrl: keys.keysUrl }),
    observer: counts.observer,
    messagingSystem: 'in_memory',
    checkAnswers: true,
    checkMeasures: true,
    choresByHand: true,
    roles: options.roles,
    subscriptions: options.subscriptions,
    drainMs: options.drainMs ?? 2_000,
  });
  const http = await serveHttp({ services: [service], port: 0, logger });
  const url = `http://127.0.0.1:${http.port}`;
  return {
    call: httpClient(url, keys.mint),
    url,
    token: keys.mint,
    publishForeign: (event, payload, stamp = {}) => publishForeign(counts, clock, event, payload, stamp),
    deliver: deliveries({
      publish: (message) => counts.bus.publish(message),
      handled: () => handled(counts, { waiting: () => waitingOn(bus, topology), clock }),
      settled: () => settled(counts, data.database),
    }),
    settled: () => settled(counts, data.database),
    messages: () => counts.messages,
    published: (event?: EventDefinition) => published(counts, definition.name, event) as never,
    deadLetters: () => deadLetters(data.database).list(),
    counts,
    clock,
    database: data.database,
    bus,
    readiness: service.readiness,
    chore: service.chore,
    stopService: service.stop,
    stop: () =>
      stopInOrder(
        http.stop,
        service.stop,
        () => bus.close({ drainMs: 1_000 }),
        () => database.close(),
        keys.remove,
        data.drop,
      ),
  };
};

const stopInOrder = async (...stops: readonly (() => Promise<unknown>)[]): Promise<void> => {
  for (const stop of stops) await stop();
};

const temporaryKeys = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'test-keys-'));
  const keySet: KeySet = await openKeySet(folder);
  const mint = (roles: readonly string[]) =>
    keySet.mintToken({ subject: `test-${roles.join('-')}`, roles, ttlSeconds: 300 });
  return { keysUrl: keySet.keysUrl, mint, remove: () => rm(folder, { recursive: true }) };
};

const publishForeign = async <E extends EventDefinition>(
  { bus }: Counting,
  clock: TestClock,
  event: E,
  data: DataOf<E>,
  { sequence = 1, time = clock.now(), id = uuidv7Ids.next() }: ForeignStamp,
): Promise<string> => {
  await bus.publish(createEvent(raise(event, data), { id, time, sequence }).message);
  return id;
};

const published = ({ events }: Counting, service: string, event?: EventDefinition): readonly EventEnvelope[] =>
  events.filter(({ type, source }) => (event ? type === event.type : source.endsWith(`/${service}`)));

const waitingOn = (bus: InMemoryBus, { queues }: Topology): number =>
  queues.reduce((sum, { name }) => sum + bus.letters(name).delayed.length, 0);

import type { Router } from 'express';
import {
  busMetrics,
  measuredBus,
  observers,
  queueNameOf,
  systemClock,
  type BusMetrics,
  type Consumer,
  type EventDefinition,
} from '@pizzeria/bus';
import {
  handlingTimes,
  inbox,
  migrate,
  onceAnswering,
  suspectStore,
  type HandlingTimes,
  type SuspectStore,
} from '@pizzeria/postgres';
import type { Settings, SettingsOf } from '../config/settings';
import { handledEvents } from '../dead-letters/parts';
import type { Publish, ServiceDefinition } from '../definition';
import { measuring } from '../measures/measuring';
import { readGauges } from '../measures/read-gauges';
import { showPool } from '../measures/show-pool';
import { orStartError, StartError } from '../process/start-error';
import { startChores, type Chores } from './chores';
import { databaseCircuit, type Circuit } from './circuit';
import { drainDeadLetters } from './drain-dead-letters';
import { logDeliveries } from './log-deliveries';
import { passOn, type PassingOn } from './pass-on';
import { publisher } from './publisher';
import { routerOf } from './service-routes';
import { subscribe, type Subscribed } from './subscribe';
import { withDefaults, type ResolvedOptions, type ServiceOptions } from './service-options';
import { traceDeliveries } from './trace-deliveries';

export interface RunningService {
  readonly name: string;
  /** The service's routes; empty without the role `http`. */
  readonly router: Router;
  /** Undefined while this service may be sent work, else why not. */
  readiness(): string | undefined;
  /** Does a chore now, without waiting for its time. Throws what it throws. */
  chore(name: string): Promise<void>;
  /**
   * In this order: not ready any more, no new deliveries, running handlers finished (or aborted and handed back
   * after `drainMs`), chores and the relay's batch finished. Bus and database stay open: they are the caller's.
   */
  stop(): Promise<void>;
}

/** Turns a definition into a running service: migrated, its relay, subscriptions and routes at work. */
export const startService = async <Parts extends object, Table extends Settings, Publishes extends EventDefinition>(
  definition: ServiceDefinition<string, Parts, Table, Publishes>,
  given: ServiceOptions<SettingsOf<Table>>,
): Promise<RunningService> => {
  const options = measured(withDefaults(given));
  const { database, databaseUrl, databaseWaitMs: timeoutMs, logger } = options;
  const chosen = chosenSubscriptions(definition, options);
  const migrated = () => migrate(database, definition.migrations, logger);
  await orStartError(onceAnswering(databaseUrl, migrated, { timeoutMs, log: logger }));
  const parts = partsOf(definition, options);
  const metrics = busMetrics();
  const passingOn = passOn(definition, { ...options, metrics });
  const started: Started = {
    metrics,
    passingOn,
    hidePool: showPool(definition.name, database),
    stopReading: readGauges(definition.measures ?? [], { parts, clock: systemClock, logger, leading: passingOn.leads }),
    chores: choresOf(definition, parts, options, passingOn),
    circuit: databaseCircuit({ database, logger, clock: systemClock }),
    suspects: suspectStore({ database, databaseUrl, service: definition.name, clock: systemClock, log: logger }),
    times: handlingTimes({ database, clock: systemClock, log: logger }),
    subscribed: [],
    drains: [],
  };
  try {
    for (const name of chosen) await startSubscription(name, definition, parts, options, started);
  } catch (error) {
    await stopAll(started, 0);
    throw error;
  }
  return runningService(definition.name, routerOf(definition, parts, options), started, options);
};

/** What a service sends and receives is measured, whatever bus it is given. */
const measured = <Values>(options: ResolvedOptions<Values>): ResolvedOptions<Values> => ({
  ...options,
  bus: measuredBus(options.bus, { system: options.messagingSystem, destination: 'pizzeria.events' }),
});

const chosenSubscriptions = (
  { name, subscriptions }: Pick<ServiceDefinition<string, object>, 'name' | 'subscriptions'>,
  { roles, subscriptions: wanted }: ResolvedOptions<unknown>,
): readonly string[] => {
  const known = Object.keys(subscriptions);
  const unknown = wanted?.filter((subscription) => !known.includes(subscription)) ?? [];
  if (unknown.length > 0)
    throw new StartError(
      `SUBSCRIPTIONS names ${unknown.join(', ')}, which ${name} does not have. It has: ${known.join(', ')}.`,
    );
  return roles.includes('subscriptions') ? (wanted ?? known) : [];
};

const partsOf = <Parts, Table extends Settings, Publishes extends EventDefinition>(
  definition: ServiceDefinition<string, Parts, Table, Publishes>,
  options: ResolvedOptions<SettingsOf<Table>>,
): Parts => {
  const { database, clock, ids, logger, settings, messagingSystem: system, checkMeasures: strict } = options;
  const { name, publishes } = definition;
  const publish: Publish<Publishes> = publisher({ service: name, publishes, database, clock, ids, system });
  const measure = measuring({ service: name, declared: definition.measures ?? [], database, logger, strict });
  return definition.parts({ database, clock, ids, logger, settings, publish, measure });
};

const choresOf = <Parts>(
  { name, chores = {} }: Pick<ServiceDefinition<string, Parts>, 'name' | 'chores'>,
  parts: Parts,
  { database, logger, choresByHand }: ResolvedOptions<unknown>,
  { leads }: PassingOn,
): Chores =>
  startChores(chores, {
    service: name,
    parts,
    clock: systemClock,
    logger,
    leading: () => !choresByHand && leads(),
    traceOf: inbox(database).traceOf,
  });

interface Started {
  readonly metrics: BusMetrics;
  readonly passingOn: PassingOn;
  readonly hidePool: () => void;
  readonly stopReading: () => void;
  readonly chores: Chores;
  readonly circuit: Circuit;
  readonly suspects: SuspectStore;
  readonly times: HandlingTimes;
  readonly subscribed: Subscribed[];
  readonly drains: Pick<Consumer, 'stop'>[];
}

const startSubscription = async <Parts extends object>(
  name: string,
  definition: Pick<ServiceDefinition<string, Parts>, 'name' | 'subscriptions'>,
  parts: Parts,
  options: ResolvedOptions<unknown>,
  { metrics, circuit, suspects, times, subscribed, drains }: Started,
): Promise<void> => {
  const subscription = definition.subscriptions[name];
  if (!subscription) return;
  const observer = observers(
    traceDeliveries(options.messagingSystem),
    metrics.observer,
    logDeliveries(options.logger),
    ...(options.observer ? [options.observer] : []),
  );
  const kit = { ...options, metrics, circuit, suspects, times };
  subscribed.push(await subscribe(name, subscription, { ...kit, service: definition.name, parts, observer }));
  drains.push(
    await drainDeadLetters(queueNameOf(definition.name, name), { ...kit, events: handledEvents(definition) }),
  );
};

const runningService = (
  name: string,
  router: Router,
  started: Started,
  { drainMs, logger }: ResolvedOptions<unknown>,
): RunningService => {
  let stopping: Promise<void> | undefined;
  logger.info({ queues: started.subscribed.map(({ consumer }) => consumer.queue) }, `${name} is running`);
  return {
    name,
    router,
    readiness: () => (stopping ? `${name} is stopping` : undefined),
    chore: (chore) => started.chores.run(chore),
    stop: () => (stopping ??= stopAll(started, drainMs)),
  };
};

const stopAll = async (
  { passingOn, hidePool, stopReading, chores, circuit, suspects, times, subscribed, drains }: Started,
  drainMs: number,
): Promise<void> => {
  stopReading();
  circuit.stop();
  await Promise.all([...subscribed.map((each) => each.stop(drainMs)), ...drains.map((drain) => drain.stop(drainMs))]);
  await Promise.all([suspects.stop(), times.stop(), chores.stop()]);
  await passingOn.stop();
  // Last: a drain is when connections matter most.
  hidePool();
};

import {
  defaultLadder,
  systemClock,
  uuidv7Ids,
  type Bus,
  type Clock,
  type DeliveryObserver,
  type Ids,
} from '@pizzeria/bus';
import type { Database } from '@pizzeria/postgres';
import type { StaffTokens } from '../auth/staff-tokens';
import type { Logger } from '../logging/logger';

/** What one process does for a service. At least one living process per service has `relay`. */
export type ProcessRole = 'http' | 'relay' | 'subscriptions';

export interface ServiceOptions<Values = unknown> {
  /** The service's own; `startService` migrates it, the caller closes it. */
  readonly database: Database;
  /** The same database, for the relay's own connections. */
  readonly databaseUrl: string;
  /** How long a database that is away, or goes away while it is migrated, is waited for, ms; default 30 s. */
  readonly databaseWaitMs?: number;
  readonly bus: Bus;
  readonly logger: Logger;
  /** The service's own settings, read. */
  readonly settings: Values;
  readonly tokens: StaffTokens;
  /** The business' time; default the system's. */
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Delays of the retry ladder, ms; each is a rung of the bus. */
  readonly ladder?: readonly number[];
  /** Whether retries spread over neighbouring rungs, so that a burst does not come back as one; default yes. */
  readonly jitter?: boolean;
  readonly roles?: readonly ProcessRole[];
  /** Names of subscriptions to handle; all of them when not given. */
  readonly subscriptions?: readonly string[];
  /** Connections of `database`: no subscription runs more handlers at once. Default 10. */
  readonly poolSize?: number;
  /** `messaging.system` of spans; default `rabbitmq`. */
  readonly messagingSystem?: string;
  /** Sees every delivery, beside traces, metrics and logs. */
  readonly observer?: DeliveryObserver;
  /** Holds every HTTP answer against its route's contract: for tests. */
  readonly checkAnswers?: boolean;
  /** Whether a measure that the definition does not declare fails who writes it: for tests. */
  readonly checkMeasures?: boolean;
  /** Whether chores are done only when they are called: for tests. */
  readonly choresByHand?: boolean;
  /** How long `stop` waits for running handlers, ms; default 30 s. */
  readonly drainMs?: number;
}

/** Options with every default filled in. */
export type ResolvedOptions<Values> = ReturnType<typeof withDefaults<Values>>;

export const withDefaults = <Values>(given: ServiceOptions<Values>) => ({
  ...given,
  databaseWaitMs: given.databaseWaitMs ?? 30_000,
  clock: given.clock ?? systemClock,
  ids: given.ids ?? uuidv7Ids,
  ladder: given.ladder ?? defaultLadder,
  jitter: given.jitter ?? true,
  roles: given.roles ?? (['http', 'relay', 'subscriptions'] as const),
  poolSize: given.poolSize ?? 10,
  messagingSystem: given.messagingSystem ?? 'rabbitmq',
  drainMs: given.drainMs ?? 30_000,
});

import type { Clock, EventDefinition, Handler, Ids, RaisedEvent } from '@pizzeria/bus';
import type { Database, Migration } from '@pizzeria/postgres';
import type { Route } from './http/route';
import type { Logger } from './logging/logger';
import type { Measure, Measuring } from './measures/measure';
import type { Settings, SettingsOf } from './config/settings';

/**
 * A service's menu: all it publishes, handles and serves, on one screen.
 * `startService` turns it into a running service; nothing happens by importing it.
 */
export interface ServiceDefinition<
  Name extends string = string,
  Parts = never,
  Table extends Settings = Settings,
  Publishes extends EventDefinition = EventDefinition,
> {
  readonly name: Name;
  /** Every event this service may publish. `publish` refuses any other, by type and at run time. */
  readonly publishes: readonly Publishes[];
  /** A subscription is a queue `<service>.<name>`: the unit of isolation, retry and scaling. */
  readonly subscriptions: Readonly<Record<string, Subscription<NoInfer<Parts>>>>;
  readonly routes: readonly Route<NoInfer<Parts>>[];
  /** What is done because time passes, not because of an event. */
  readonly chores?: Readonly<Record<string, Chore<NoInfer<Parts>>>>;
  readonly migrations: readonly Migration[];
  /** What it counts and shows of its business, by whatever is given `measure`. */
  readonly measures?: readonly Measure<NoInfer<Parts>>[];
  /** Described configuration of its own, read by the app and given to `parts`. */
  readonly settings: Table;
  /** The stores and adapters that handlers and routes are given. */
  parts(kit: ServiceKit<Publishes, SettingsOf<Table>>): Parts;
}

export interface Subscription<Parts = never> {
  readonly handlers: readonly Handler<Parts>[];
  /** Deliveries handled at once in one process; default 16. Slow remote calls want few. */
  readonly concurrency?: number;
  /** A handler running longer is aborted and counts as failed; default 20 s. */
  readonly deadlineMs?: number;
}

/**
 * Work that the clock asks for. One process of the service does it, the one whose relay leads, but another may take
 * over while a run still goes on: so it decides under row locks, and doing it twice changes nothing.
 */
export interface Chore<Parts = never> {
  /** Pause between two runs, ms. */
  readonly everyMs: number;
  /** A throw is logged, and the next run comes in its time. */
  run(parts: Parts, kit: ChoreKit): Promise<void>;
}

export interface ChoreKit {
  /** Runs `work` as a part of what happened to a subject (`order/4711`): in its trace, and named in the log. */
  about<T>(subject: string, work: () => Promise<T>): Promise<T>;
}

/** What a service's parts are made of. */
export interface ServiceKit<Publishes extends EventDefinition = EventDefinition, Values = unknown> {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly settings: Values;
  /** Writes the declared measures; any other is left out, and fails a test. */
  readonly measure: Measuring;
  /**
   * Adds events to the outbox of the ambient transaction: they leave if, and only if, it commits.
   * `sequence` is the version of the aggregate after the first of them; the rest count on from there.
   * Throws `InvalidEvent` before any I/O, and on an event the service did not declare.
   */
  publish: Publish<Publishes>;
}

export type Publish<Publishes extends EventDefinition = EventDefinition> = (
  events: readonly Raised<Publishes>[],
  stamp: { readonly sequence: number; readonly time?: Date },
) => void;

/** A raised event of any of these definitions. */
export type Raised<E extends EventDefinition> = E extends EventDefinition ? RaisedEvent<E> : never;

/** Checks and returns the menu. `NoInfer` keeps a service from declaring another's event; `parts` says what `Parts` are. */
export const defineService = <
  const Name extends string,
  Parts,
  Table extends Settings,
  const Publishes extends EventDefinition<NoInfer<Name>>,
>(
  definition: ServiceDefinition<Name, Parts, Table, Publishes>,
): ServiceDefinition<Name, Parts, Table, Publishes> => definition;

/** Any service's definition, for what works on all of them: topology, documentation, composition. */
export type AnyServiceDefinition = ServiceDefinition<string, object>;

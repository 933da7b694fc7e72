import { systemClock, type Bus, type BusMetrics, type EventDefinition, type OutgoingMessage } from '@pizzeria/bus';
import { announceCommits, startRelay, type Database } from '@pizzeria/postgres';
import type { Logger } from '../logging/logger';
import type { ProcessRole } from './service-options';

export interface PassOnKit {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly roles: readonly ProcessRole[];
  readonly metrics: BusMetrics;
  readonly messagingSystem: string;
}

export interface PassingOn {
  /** Whether this process is the one that sends for its service now. */
  leads(): boolean;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
}

/**
 * Brings committed events on their way: by a relay where this process has that role, else by waking the one in
 * another process. Sending goes by the real time, whatever clock the business has.
 */
export const passOn = (
  { name, publishes }: { readonly name: string; readonly publishes: readonly EventDefinition[] },
  { database, databaseUrl, bus, logger, roles, metrics, messagingSystem: system }: PassOnKit,
): PassingOn => {
  const clock = systemClock;
  if (!roles.includes('relay')) {
    const announcing = announceCommits({ database, clock, log: logger });
    return { leads: () => false, stop: async () => announcing.stop() };
  }
  const required = new Set(publishes.filter(({ route }) => route === 'required').map((event) => event.name));
  const publish = async (message: OutgoingMessage) => {
    const published = await bus.publish(message);
    if (!published.routed) noteUnroutable(message, required, logger, metrics);
    return published;
  };
  metrics.publishing(publishes);
  const relay = startRelay({ service: name, database, databaseUrl, system, publish, clock, log: logger });
  return { leads: () => relay.leading, stop: () => relay.stop() };
};

const noteUnroutable = (
  { id, routingKey }: OutgoingMessage,
  required: ReadonlySet<string>,
  logger: Logger,
  metrics: BusMetrics,
): void => {
  const event = routingKey.replace(/\.v\d+$/, '');
  metrics.unroutable(event, required.has(event));
  if (required.has(event)) logger.error({ event, eventId: id }, 'no queue was bound for an event that needs one');
};

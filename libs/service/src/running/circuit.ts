import { AsyncResource } from 'node:async_hooks';
import type { Clock } from '@pizzeria/bus';
import type { Logger } from '../logging/logger';
import { databaseAway as reason, type Holdable } from './holds';

export interface Circuit {
  /** Something found the database away: consumption pauses until a query is answered. Safe to call often. */
  open(error: unknown): void;
  /** From now on this one is held back whenever the database is away, also when it is so already. */
  guard(consumer: Holdable): void;
  /** Probes no more. */
  stop(): void;
}

const firstProbeMs = 1_000;
const lastProbeMs = 30_000;

/**
 * Keeps deliveries from burning attempts while their database is away: it pauses all consumers of a service and
 * probes with a query, never with a message, after 1 s doubling to 30 s.
 */
export const databaseCircuit = (options: {
  readonly database: { ping(): Promise<void> };
  readonly clock: Clock;
  readonly logger: Logger;
}): Circuit => {
  const { database, clock, logger } = options;
  const consumers: Holdable[] = [];
  let isOpen = false;
  let stopped = false;
  let cancelProbe: () => void = () => undefined;

  // Bound to where the circuit was made: a probe is not part of the event that met the failure.
  const probeAfter = AsyncResource.bind((ms: number): void => {
    cancelProbe = clock.after(ms, () => void probe(ms));
  });
  const probe = async (ms: number): Promise<void> => {
    const answers = await database.ping().then(
      () => true,
      () => false,
    );
    if (stopped) return;
    if (!answers) return probeAfter(Math.min(ms * 2, lastProbeMs));
    isOpen = false;
    logger.info({}, 'the database answers again: consumption resumes');
    for (const consumer of consumers) consumer.letGo(reason);
  };
  return {
    open: (error) => {
      if (isOpen || stopped) return;
      isOpen = true;
      logger.warn({ error }, 'the database is away: consumption pauses');
      for (const consumer of consumers) consumer.hold(reason);
      probeAfter(firstProbeMs);
    },
    guard: (consumer) => {
      consumers.push(consumer);
      if (isOpen) consumer.hold(reason);
    },
    stop: () => {
      stopped = true;
      cancelProbe();
    },
  };
};

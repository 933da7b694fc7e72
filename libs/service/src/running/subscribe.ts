import {
  queueNameOf,
  receiver,
  type Bus,
  type BusMetrics,
  type Clock,
  type Consumer,
  type DeliveryObserver,
  type Handler,
  type Suspects,
} from '@pizzeria/bus';
import { inbox, type Database, type HandlingTimes } from '@pizzeria/postgres';
import type { Subscription } from '../definition';
import type { Logger } from '../logging/logger';
import type { Circuit } from './circuit';
import { holdable } from './holds';
import { concurrencyOf, prefetchOf } from './prefetch';
import { attempts } from './run-attempt';
import { suspectsIn } from './suspects';

export interface SubscribeKit<Parts> {
  readonly service: string;
  readonly bus: Bus;
  readonly database: Database;
  readonly clock: Clock;
  readonly parts: Parts;
  readonly ladder: readonly number[];
  readonly jitter: boolean;
  /** Handlers at once never outnumber the database's connections. */
  readonly poolSize: number;
  readonly observer: DeliveryObserver;
  readonly suspects: Suspects;
  readonly times: HandlingTimes;
  readonly circuit: Circuit;
  readonly logger: Logger;
  readonly metrics: BusMetrics;
}

export interface Subscribed {
  readonly consumer: Consumer;
  /** Starts no handler any more, waits up to `drainMs` for those running, then aborts and hands back the rest. */
  stop(drainMs: number): Promise<void>;
}

/** Handles a subscription's queue: receiver, inbox and transaction around the service's handlers. */
export const subscribe = async <Parts extends object>(
  name: string,
  subscription: Subscription<Parts>,
  kit: SubscribeKit<Parts>,
): Promise<Subscribed> => {
  const queue = queueNameOf(kit.service, name);
  const concurrency = Math.min(concurrencyOf(subscription), kit.poolSize);
  const receiving = receiver({
    queue,
    handlers: subscription.handlers as readonly Handler[],
    runAttempt: attempts({ ...kit, inbox: inbox(kit.database) }),
    ladder: kit.ladder,
    jitter: kit.jitter,
    deadlineMs: subscription.deadlineMs,
    concurrency,
    clock: kit.clock,
    observer: kit.observer,
    suspects: suspectsIn(kit.suspects),
    onCannotWork: (error) => kit.circuit.open(error),
  });
  const prefetch = prefetchOf(subscription, concurrency);
  kit.metrics.consuming(queue, prefetch);
  const consumer = await kit.bus.consume(queue, { prefetch }, receiving.receive);
  kit.circuit.guard(holdable(consumer, kit));
  return {
    consumer,
    stop: async (drainMs) => {
      receiving.stop();
      const cancel = kit.clock.after(drainMs, () => receiving.abort());
      await consumer.stop(drainMs + 1_000);
      cancel();
    },
  };
};

import type { Receive } from '@pizzeria/bus';
import type { ChannelModel } from 'amqplib';
import type { SupervisedConnection } from './connection';
import type { Moves } from './moves';
import type { BusCounters, BusLog } from './options';
import type { Subscription } from './subscription';

/** What a subscription is made of. */
export interface SubscriptionSettings {
  readonly queue: string;
  readonly prefetch: number;
  readonly receive: Receive;
  readonly connection: SupervisedConnection;
  readonly moves: Moves;
  readonly counters: BusCounters;
  readonly log: BusLog;
  /** Nothing is a reason to give up, not even at start. */
  readonly goOn: boolean;
  /** Told when it has stopped. */
  stopped(subscription: Subscription): void;
  /** Makes the queue if it is missing; rejects when it may not or cannot be made. */
  ensureQueue(model: ChannelModel): Promise<void>;
}

import type { ChannelModel } from 'amqplib';
import type { WindowLimits } from './confirm-window';
import type { BusCounters, BusLog } from './options';

/** What a publisher is made of. */
export interface PublisherSettings {
  readonly limits: WindowLimits;
  readonly deadlineMs: number;
  readonly counters: BusCounters;
  readonly log: BusLog;
  /** Makes what is missing, before the next channel is opened: the broker said that an exchange is not there. */
  repair(model: ChannelModel): Promise<void>;
}

import type { Bus, BusState, Topology } from '@pizzeria/bus';

/** Where the bus writes what happens to it; any structured logger fits. */
export interface BusLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLog: BusLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface RabbitMqBusOptions {
  /** `amqp://user:password@host:port/vhost`, or `amqps:`. */
  readonly url: string;
  /** First part of the names of shared exchanges and delay queues. */
  readonly prefix: string;
  /** What must exist before anything is published. What is missing is declared, as far as the user may. */
  readonly topology: Topology;
  /** Shown by the broker as the connections' name. */
  readonly name: string;
  readonly log?: BusLog;
  /**
   * What to do when the broker is away at start: `wait` (default) until it is there, or `go-on` and connect in the
   * background, so that a service can take work while the broker is down. Then `consume` resolves as well while there
   * is nothing to subscribe to, a broker or a queue, and goes on trying.
   */
  readonly whenAway?: 'wait' | 'go-on';
  /** Objects found with other parameters than wanted are an error, as far as this user may look; default false. */
  readonly strict?: boolean;
  /** Messages sent and not yet confirmed, per channel; default 256. */
  readonly window?: number;
  /** A message without a confirm is uncertain after this; default 5 s. Also how long one waits while disconnected. */
  readonly confirmDeadlineMs?: number;
  /** Messages that may wait to be sent; beyond it publishing fails at once. Default 20 000, and 64 MiB. */
  readonly queueLimit?: number;
  /** First and longest pause between attempts to reconnect, before jitter; default 100 ms and 15 s. */
  readonly reconnectMs?: { readonly first: number; readonly longest: number };
}

/** Monotone counters, for metrics. */
export interface BusCounters {
  /** Messages the broker confirmed. */
  confirmed: number;
  /** Messages given up without knowing whether the broker stored them. */
  uncertain: number;
  /** Messages given up before they were sent: the broker was away or took none. */
  unsent: number;
  /** Events confirmed although no queue was bound. */
  unroutable: number;
  /** Messages refused by the broker for their own sake. */
  refused: number;
  /** Copies moved to a delay rung. */
  retries: number;
  /** Copies moved to a dead-letter queue. */
  deadLetters: number;
  /** Moves that failed: the original was handed back and the subscription paused. */
  failedMoves: number;
  /** Deliveries taken from queues. */
  delivered: number;
  /** Outcomes that could not be told to the broker, because the channel of the delivery was gone. */
  settleLost: number;
  /** Connections made again after a loss. */
  reconnects: number;
  /** Subscriptions made again after a loss. */
  resubscribes: number;
  /** Objects found on the broker with other parameters than wanted. */
  topologyDrift: number;
}

/** The bus on RabbitMQ, and what it counts. */
export interface RabbitMqBus extends Bus {
  readonly counters: Readonly<BusCounters>;
  /** Messages sent and not yet confirmed. */
  readonly unconfirmed: number;
  /** Its connections, one for each role. */
  readonly connections: readonly { readonly role: 'publish' | 'consume'; readonly state: BusState }[];
  /** Those that are not stopped, and whether each gets what its queue holds. */
  readonly subscriptions: readonly { readonly queue: string; readonly subscribed: boolean }[];
}

export const newCounters = (): BusCounters => ({
  confirmed: 0,
  uncertain: 0,
  unsent: 0,
  unroutable: 0,
  refused: 0,
  retries: 0,
  deadLetters: 0,
  failedMoves: 0,
  delivered: 0,
  settleLost: 0,
  reconnects: 0,
  resubscribes: 0,
  topologyDrift: 0,
});

import type { Clock } from '@pizzeria/bus';
import type { Meter } from '@opentelemetry/api';
import type { Client } from 'pg';
import type { Database } from '../database';
import { housekeep } from '../housekeeping';
import type { Log } from '../log';
import { connectSession, endSession, sessionLocks, tryToLock } from '../session';
import { announceCommits, OUTBOX_CHANNEL } from './announce';
import { Backoff } from './backoff';
import { Leader } from './leader';
import { relayMetrics, type RelayMetrics } from './metrics';
import type { Publish } from './sender';
import { Signal } from './signal';
import { batchSpans } from './spans';
import { relayTiming, type RelayTiming } from './timing';

export interface RelayOptions {
  readonly database: Database;
  /** Of the same database, for a connection of the relay's own. */
  readonly databaseUrl: string;
  /** Labels metrics and names the connection. */
  readonly service: string;
  /** `messaging.system` of spans; default `rabbitmq`. */
  readonly system?: string;
  /** Throws `BusUnavailable` or `MessageRefused`, as the bus' `publish`. */
  readonly publish: Publish;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter?: Meter;
  readonly timing?: Partial<RelayTiming>;
}

export interface Relay {
  /** Whether this process is the one that sends. */
  readonly leading: boolean;
  /** Finishes what is in hand, then lets another lead. */
  stop(): Promise<void>;
}

/**
 * Sends a database's outbox to the bus, at least once, each key in its order, for as long as it is not stopped.
 * Any number may run: one leads, the others take over when it goes. It reconnects for ever. The leader also keeps
 * the house: partitions, retention, the gauges of the tables.
 */
export const startRelay = (options: RelayOptions): Relay => {
  const relay = new RunningRelay(options);
  relay.start();
  return relay;
};

class RunningRelay implements Relay {
  readonly #signal = new Signal();
  readonly #timing: RelayTiming;
  readonly #metrics: RelayMetrics;
  readonly #leader: Leader;
  #leading = false;
  #stopping = false;
  #lost: Error | undefined;
  #ended: Promise<void> = Promise.resolve();
  #housekeeping: Promise<void> = Promise.resolve();
  #keptAt = 0;

  constructor(private readonly options: RelayOptions) {
    const { publish, clock, log, service, meter, system = 'rabbitmq' } = options;
    this.#timing = { ...relayTiming, ...options.timing };
    this.#metrics = relayMetrics(service, meter);
    this.#leader = new Leader({
      publish,
      clock,
      log,
      metrics: this.#metrics,
      spans: batchSpans(service, system),
      signal: this.#signal,
      timing: this.#timing,
      stopping: () => this.#stopping,
    });
  }

  get leading(): boolean {
    return this.#leading;
  }

  start(): void {
    const { database, clock, log } = this.options;
    const forget = database.onCommitted(() => this.#leading && this.#signal.raise());
    const announcer = announceCommits({ database, clock, log, when: () => !this.#leading });
    this.#ended = this.#run().finally(() => {
      forget();
      announcer.stop();
      this.#metrics.stop();
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#signal.raise();
    await this.#ended;
    await this.#housekeeping;
  }

  async #run(): Promise<void> {
    const { clock, log, databaseUrl, service } = this.options;
    const backoff = new Backoff(clock, 100, 5_000);
    // To be connected is not enough: a full disk or a missing right fails only what is done then.
    const works = (): void => {
      if (backoff.failing) log.info({}, 'The relay is at work again');
      backoff.succeeded();
    };
    while (!this.#stopping) {
      let client: Client | undefined;
      try {
        this.#lost = undefined;
        client = await connectSession({
          url: databaseUrl,
          name: `${service} relay`,
          idleMs: this.#timing.vanishedMs,
          unansweredMs: this.#timing.unansweredMs,
          onLost: (error) => this.#lose(error),
        });
        await this.#session(client, works);
      } catch (error) {
        if (!backoff.failing) log.warn({ err: error }, 'The relay cannot use its database; it reconnects');
        backoff.failed();
      } finally {
        this.#lead(false);
        if (client) await endSession(client);
      }
      while (!this.#stopping && backoff.remainingMs > 0) await this.#signal.wait(backoff.remainingMs, clock);
    }
  }

  /** From a new connection to its end; tells each time that what it is for has been done on it. */
  async #session(client: Client, works: () => void): Promise<void> {
    const { clock } = this.options;
    while (!this.#stopping && !(await tryToLock(client, sessionLocks.leadingRelay))) {
      works();
      await this.#signal.wait(this.#timing.electionMs * (0.75 + Math.random() / 2), clock);
      if (this.#lost) throw this.#lost;
    }
    if (this.#stopping) return;
    client.on('notification', () => this.#signal.raise());
    await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
    this.#lead(true);
    while (!this.#stopping) {
      if (this.#lost) throw this.#lost;
      this.#keepHouse();
      await this.#leader.round(client);
      works();
    }
    await this.#leader.drain(client);
  }

  #lead(now: boolean): void {
    if (this.#leading !== now) this.options.log.info({}, now ? 'This relay leads' : 'This relay leads no longer');
    this.#leading = now;
    this.#metrics.leading(now);
    if (!now) this.#metrics.state(undefined);
  }

  #lose(error: Error): void {
    this.#lost = error;
    this.#signal.raise();
  }

  /** Beside the sending, never in its way. */
  #keepHouse(): void {
    const { database, clock, log } = this.options;
    const now = clock.now();
    if (now.getTime() - this.#keptAt < this.#timing.housekeepingMs) return;
    this.#keptAt = now.getTime();
    this.#housekeeping = housekeep(database, now).catch((error: unknown) =>
      log.warn({ err: error }, 'Housekeeping failed; it is tried again later'),
    );
  }
}

import type { Clock } from '@pizzeria/bus';
import type { Client } from 'pg';
import { advisoryLocks } from './advisory-locks';
import { cameFromDatabase } from './errors';
import type { Log } from './log';
import { connectSession, endSession } from './session';

export interface LifeSignOptions {
  readonly databaseUrl: string;
  readonly service: string;
  /** 1 to 2^31-1, of this process alone. */
  readonly instance: number;
  readonly clock: Clock;
  readonly log: Log;
}

const againMs = 250;
/** Suspects come in numbers; a connection for each would take longer than handling it. */
const lingerMs = 10_000;

/**
 * A session lock by which others see that this process lives: gone with the process. One lost with its connection
 * is taken again until `end`.
 */
export class LifeSign {
  #session: Promise<Client> | undefined;
  #cancelRetry: (() => void) | undefined;
  #cancelEnd: (() => void) | undefined;

  constructor(private readonly options: LifeSignOptions) {}

  /** Resolves when the lock is held; throws the database's error. */
  async show(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelEnd?.();
    const connecting = (this.#session ??= this.#connect());
    try {
      await connecting;
    } catch (error) {
      if (this.#session === connecting) this.#session = undefined;
      throw error;
    }
  }

  /** Lets go of the lock after a while, unless it is shown again. */
  endLater(): void {
    this.#cancelEnd?.();
    this.#cancelEnd = this.options.clock.after(lingerMs, () => void this.end());
  }

  /** Lets go of the lock. Never throws. */
  async end(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelEnd?.();
    const session = this.#session;
    this.#session = undefined;
    await session?.then(endSession).catch(() => undefined);
  }

  async #connect(): Promise<Client> {
    const { databaseUrl, service, instance } = this.options;
    let lost = (): void => undefined;
    try {
      const client = await connectSession({
        url: databaseUrl,
        name: `${service} suspects`,
        onLost: () => lost(),
      });
      const session = this.#session;
      lost = () => this.#lost(session);
      // Shared, so that a session not yet missed by the server keeps nobody waiting.
      await client.query('SELECT pg_advisory_lock_shared($1, $2)', [advisoryLocks.lifeSign, instance]);
      return client;
    } catch (error) {
      cameFromDatabase(error);
      throw error;
    }
  }

  #lost(session: Promise<Client> | undefined): void {
    if (this.#session === undefined || this.#session !== session) return;
    this.#session = undefined;
    this.#showAgain();
  }

  #showAgain(): void {
    this.#cancelRetry = this.options.clock.after(againMs, () => {
      this.show().catch((error: unknown) => {
        this.options.log.debug({ error }, 'The life sign is lost with its database; it is shown again');
        this.#showAgain();
      });
    });
  }
}

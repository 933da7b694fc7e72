import type { BusState } from '@pizzeria/bus';
import type { ChannelModel } from 'amqplib';
import type { Address } from './address';
import { jittered, Pause } from './backoff';
import { BusMisconfigured, describe } from './broker-error';
import { closeConnection, destroy, openConnection } from './connect';
import type { BusCounters, BusLog } from './options';

export interface ConnectionSettings {
  readonly address: Address;
  /** Shown by the broker. */
  readonly name: string;
  readonly log: BusLog;
  readonly counters: BusCounters;
  readonly reconnectMs: { readonly first: number; readonly longest: number };
  /** Done on every new connection before anyone uses it. */
  prepare(model: ChannelModel): Promise<void>;
  /** Called at every change of state. */
  changed(): void;
}

/** What a user of a connection is told. */
export interface ConnectionUser {
  /** A new connection is ready. */
  up(model: ChannelModel): void;
  /** The broker takes (again) no messages, or takes them again. */
  blocked?(blocked: boolean): void;
}

const closeMs = 2_000;

/**
 * One connection that is made again, with growing pauses, for ever: until `close`, or until the first attempt is
 * answered with a refusal that waiting would not change.
 */
export class SupervisedConnection {
  #model: ChannelModel | undefined;
  #state: BusState = 'connecting';
  #ran: Promise<void> | undefined;
  #giveUpAttempt: (() => void) | undefined;
  #forEver = false;
  #firstFailed!: () => void;
  readonly #failedOnce = new Promise<void>((resolve) => (this.#firstFailed = resolve));
  readonly #said = new Set<string>();
  readonly #pause = new Pause();
  readonly #users = new Set<ConnectionUser>();

  constructor(private readonly settings: ConnectionSettings) {}

  get state(): BusState {
    return this.#state;
  }

  /** The connection, while it is up. */
  get model(): ChannelModel | undefined {
    return this.#model;
  }

  /** Tells `user` about this and every later connection. Returns a function that stops it. */
  use(user: ConnectionUser): () => void {
    this.#users.add(user);
    if (this.#model) user.up(this.#model);
    return () => void this.#users.delete(user);
  }

  /** Starts connecting. Resolves at the first connection; rejects with `BusMisconfigured` when there can be none. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = this.use({ up: () => (stop?.(), resolve()) });
      this.#ran = this.#run().then(resolve, reject);
    });
  }

  /**
   * As `start`, but resolves as well when the first attempt failed, or took longer than `patienceMs`: from then on
   * nothing is a reason to give up.
   */
  async startOrGoOn(patienceMs: number): Promise<void> {
    const patience = new Pause();
    const connected = this.start();
    await Promise.race([connected, this.#failedOnce, patience.wait(patienceMs)]);
    patience.end();
    this.#forEver = true;
  }

  /** Gives up a connection that no longer works, without waiting for the other side; a new one follows. */
  drop(reason: string): void {
    if (!this.#model) return;
    this.settings.log.warn(this.#fields(), `connection given up: ${reason}`);
    destroy(this.#model, reason);
  }

  /** Closes for good. Never throws. */
  async close(): Promise<void> {
    this.#become('closed');
    this.#pause.end();
    this.#giveUpAttempt?.();
    if (this.#model) await closeConnection(this.#model, closeMs);
    await this.#ran?.catch(() => {});
  }

  async #run(): Promise<void> {
    let connectedBefore = false;
    for (let failures = 0; this.#state !== 'closed'; failures += 1) {
      try {
        const why = await this.#live(() => {
          failures = 0;
          if (connectedBefore) this.settings.counters.reconnects += 1;
          connectedBefore = true;
        });
        this.#say(`connection lost: ${why}`);
      } catch (error) {
        const hopeless = error instanceof BusMisconfigured;
        if (hopeless && !connectedBefore && !this.#forEver) throw error;
        this.#say(hopeless ? error.message : `broker is away, waiting for it: ${describe(error)}`);
        if (!hopeless) this.#firstFailed();
      }
      if (this.#closing()) return;
      this.#become('connecting');
      await this.#pause.wait(jittered(failures, this.settings.reconnectMs));
    }
  }

  /** From opening a connection to its end; answers why it ended. */
  async #live(connected: () => void): Promise<string> {
    const attempt = new AbortController();
    this.#giveUpAttempt = () => attempt.abort();
    const model = await openConnection(this.settings.address, this.settings.name, attempt.signal);
    this.#giveUpAttempt = undefined;
    let why = 'closed';
    model.on('error', (error: unknown) => (why = describe(error)));
    const gone = new Promise<void>((resolve) =>
      model.once('close', (error: unknown) => {
        if (error) why = describe(error);
        // At once, so that nobody who was promised a channel takes a dead one for it.
        this.#model = undefined;
        resolve();
      }),
    );
    try {
      await Promise.race([this.settings.prepare(model), gone.then(() => Promise.reject(new Error(why)))]);
      if (this.#closing()) return why;
      connected();
      this.#up(model);
      await gone;
      return why;
    } finally {
      this.#model = undefined;
      await closeConnection(model, this.#closing() ? closeMs : 0);
    }
  }

  #up(model: ChannelModel): void {
    const block = (blocked: boolean) => {
      this.#become(blocked ? 'blocked' : 'connected');
      for (const user of [...this.#users]) user.blocked?.(blocked);
    };
    model.on('blocked', (reason: unknown) => {
      this.#say(`the broker takes no messages: ${String(reason)}`);
      block(true);
    });
    model.on('unblocked', () => {
      this.#say('the broker takes messages again');
      block(false);
    });
    this.#model = model;
    this.#said.clear();
    this.settings.log.info(this.#fields(), 'connected to the broker');
    this.#become('connected');
    for (const user of [...this.#users]) user.up(model);
  }

  #closing(): boolean {
    return this.#state === 'closed';
  }

  #become(state: BusState): void {
    if (this.#state === state || this.#state === 'closed') return;
    this.#state = state;
    this.settings.changed();
  }

  /** One line per state of an outage, not one per attempt. */
  #say(line: string): void {
    if (this.#said.has(line) || this.#closing()) return;
    this.#said.add(line);
    this.settings.log.warn(this.#fields(), line);
  }

  #fields(): object {
    return { connection: this.settings.name, broker: this.settings.address.text };
  }
}

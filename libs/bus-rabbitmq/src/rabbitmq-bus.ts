import {
  maxEventBytes,
  MessageRefused,
  type BusState,
  type ConsumeOptions,
  type Consumer,
  type DeliveryMarks,
  type OutgoingMessage,
  type Published,
  type Receive,
} from '@pizzeria/bus';
import type { ChannelModel } from 'amqplib';
import { parseAddress } from './address';
import { SupervisedConnection } from './connection';
import { headersOf } from './headers';
import { Moves } from './moves';
import { newCounters, silentLog, type BusLog, type RabbitMqBus, type RabbitMqBusOptions } from './options';
import { ConfirmPublisher } from './publisher';
import { Subscription } from './subscription';
import { brokerObjects, eventsExchange, objectsOfQueue, queuesExchange } from './topology';
import { TopologyKeeper } from './topology-keeper';

const queuedBytes = 64 * 1024 * 1024;
/** How long a broker that does not even refuse is waited for at start by those who can go on without it. */
const patienceMs = 3_000;

class AmqpBus implements RabbitMqBus {
  readonly counters = newCounters();
  #state: BusState = 'connecting';
  readonly #log: BusLog;
  readonly #publishing: SupervisedConnection;
  readonly #consuming: SupervisedConnection;
  readonly #events: ConfirmPublisher;
  readonly #copies: ConfirmPublisher;
  readonly #moves: Moves;
  readonly #keeper: TopologyKeeper;
  readonly #subscriptions = new Set<Subscription>();
  readonly #listeners = new Set<(state: BusState) => void>();

  constructor(private readonly options: RabbitMqBusOptions) {
    this.#log = options.log ?? silentLog;
    this.#keeper = new TopologyKeeper(this.#log, this.counters, options.strict ?? false);
    this.#publishing = this.#connection('publishing', (model) => this.#ensureAll(model));
    this.#consuming = this.#connection('consuming', () => Promise.resolve());
    this.#events = this.#publisher();
    this.#copies = this.#publisher();
    this.#moves = new Moves(this.#copies, options.prefix, options.topology, this.counters);
  }

  get state(): BusState {
    return this.#state;
  }

  get unconfirmed(): number {
    return this.#events.unconfirmed + this.#copies.unconfirmed;
  }

  get connections() {
    return [
      { role: 'publish', state: this.#publishing.state },
      { role: 'consume', state: this.#consuming.state },
    ] as const;
  }

  get subscriptions() {
    return [...this.#subscriptions].map(({ queue, subscribed }) => ({ queue, subscribed }));
  }

  /** Resolves at the first connection, or when going on without one; rejects when there can be none. */
  async start(): Promise<void> {
    const both = [this.#publishing, this.#consuming];
    await Promise.all(both.map((one) => (this.#goOn ? one.startOrGoOn(patienceMs) : one.start())));
  }

  get #goOn(): boolean {
    return this.options.whenAway === 'go-on';
  }

  async publish({ id, routingKey, body }: OutgoingMessage): Promise<Published> {
    refuseTooLong(id, body);
    const published = await this.#events.publish({
      id,
      exchange: eventsExchange(this.options.prefix),
      routingKey,
      body,
    });
    if (!published.routed) this.counters.unroutable += 1;
    return published;
  }

  async send(queue: string, { id, routingKey, body }: OutgoingMessage, marks: DeliveryMarks = {}): Promise<void> {
    refuseTooLong(id, body);
    const { routed } = await this.#copies.publish({
      id,
      exchange: queuesExchange(this.options.prefix),
      routingKey: queue,
      body,
      headers: headersOf(marks, routingKey),
    });
    if (!routed) throw new MessageRefused(`there is no queue ${queue}`);
  }

  async consume(queue: string, { prefetch }: ConsumeOptions, receive: Receive): Promise<Consumer> {
    const objects = objectsOfQueue(this.options.prefix, this.options.topology, queue) ?? [];
    const subscription = new Subscription({
      queue,
      prefetch,
      receive,
      connection: this.#consuming,
      moves: this.#moves,
      counters: this.counters,
      log: this.#log,
      goOn: this.#goOn,
      stopped: (one) => this.#subscriptions.delete(one),
      ensureQueue: (model) => this.#keeper.ensure(model, objects),
    });
    this.#subscriptions.add(subscription);
    try {
      await subscription.start();
    } catch (error) {
      this.#subscriptions.delete(subscription);
      throw error;
    }
    return subscription;
  }

  onStateChange(listener: (state: BusState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close({ drainMs }: { readonly drainMs?: number } = {}): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop(drainMs)));
    await Promise.all([this.#events.close(), this.#copies.close()]);
    await Promise.all([this.#publishing.close(), this.#consuming.close()]);
  }

  #ensureAll(model: ChannelModel): Promise<void> {
    return this.#keeper.ensure(model, brokerObjects(this.options.prefix, this.options.topology));
  }

  #connection(role: string, prepare: (model: ChannelModel) => Promise<void>): SupervisedConnection {
    return new SupervisedConnection({
      address: parseAddress(this.options.url),
      name: `${this.options.name} (${role})`,
      log: this.#log,
      counters: this.counters,
      reconnectMs: this.options.reconnectMs ?? { first: 100, longest: 15_000 },
      prepare,
      changed: () => this.#stateChanged(),
    });
  }

  #publisher(): ConfirmPublisher {
    const { window = 256, queueLimit = 20_000, confirmDeadlineMs = 5_000 } = this.options;
    return new ConfirmPublisher(this.#publishing, {
      limits: { window, queued: queueLimit, queuedBytes },
      deadlineMs: confirmDeadlineMs,
      counters: this.counters,
      log: this.#log,
      repair: (model) => this.#ensureAll(model),
    });
  }

  #stateChanged(): void {
    const states = [this.#publishing.state, this.#consuming.state];
    const worst = (['closed', 'connecting', 'blocked'] as const).find((state) => states.includes(state));
    const state = worst ?? 'connected';
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}

const refuseTooLong = (id: string, body: Buffer): void => {
  if (body.length <= maxEventBytes) return;
  throw new MessageRefused(`message ${id} has ${body.length} bytes, more than the ${maxEventBytes} an event may have`);
};

/**
 * Opens the bus: two connections, kept up for ever. Resolves when connected and everything in the topology is
 * declared; with `whenAway: 'go-on'` also when the broker is found to be away, or does not answer within 3 s.
 *
 * Throws `BusMisconfigured` when the address is no broker's URL or the broker refuses user, password or virtual host,
 * `TopologyDrifted` with `strict`.
 */
export const rabbitMqBus = async (options: RabbitMqBusOptions): Promise<RabbitMqBus> => {
  const bus = new AmqpBus(options);
  try {
    await bus.start();
    return bus;
  } catch (error) {
    await bus.close();
    throw error;
  }
};

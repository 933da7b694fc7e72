import type { Consumer, Delivery, Settlement } from '@pizzeria/bus';
import type { ChannelModel, ConsumeMessage } from 'amqplib';
import { jittered, Pause, within } from './backoff';
import { codeOf, describe, replyCode } from './broker-error';
import { TopologyDrifted } from './declare';
import { deliveryOf } from './delivery';
import { Session } from './session';
import type { SubscriptionSettings } from './subscription-settings';

const resubscribeMs = { first: 100, longest: 15_000 };
const holdMs = { first: 200, longest: 30_000 };
/** A session that lasted this long was no failed attempt. */
const steadyMs = 5_000;
const drainDefaultMs = 30_000;
/** The broker's answer is not waited for any longer: what arrives meanwhile is handed back anyway. */
const cancelMs = 1_000;

const isPermanent = (error: unknown): boolean =>
  codeOf(error) === replyCode.notFound || codeOf(error) === replyCode.accessRefused || isDrift(error);
const isDrift = (error: unknown): boolean => error instanceof TopologyDrifted;

/** Takes messages from one queue, on one channel after another, until `stop`. */
export class Subscription implements Consumer {
  #session: Session | undefined;
  #inFlight = 0;
  #stopping = false;
  #pausedFor: string | undefined;
  /** Deliveries are held off because copies could not be moved. */
  #held = false;
  #failedMoves = 0;
  #changes: Promise<void> = Promise.resolve();
  #idle: (() => void) | undefined;
  readonly #pause = new Pause();
  readonly #holding = new Pause();

  constructor(private readonly settings: SubscriptionSettings) {}

  get queue(): string {
    return this.settings.queue;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Whether deliveries can come now; while paused, whether they could. */
  get subscribed(): boolean {
    return this.#session?.alive === true;
  }

  /**
   * Resolves when first subscribed; rejects when the queue does not exist and may not be made, or may not be read. With
   * `goOn` it resolves after the first try, however that ended, and rejects for drift only.
   */
  start(): Promise<void> {
    const unuse = this.settings.connection.use({ up: () => this.#pause.end() });
    return new Promise((resolve, reject) => {
      void this.#run(resolve).finally(unuse).then(resolve, reject);
    });
  }

  async pause(reason: string): Promise<void> {
    this.#pausedFor = reason;
    this.settings.log.warn({ queue: this.queue, reason }, 'subscription paused');
    await this.#adjust();
  }

  async resume(): Promise<void> {
    if (this.#pausedFor === undefined) return;
    this.#pausedFor = undefined;
    this.settings.log.info({ queue: this.queue }, 'subscription resumed');
    await this.#adjust();
  }

  async stop(drainMs = drainDefaultMs): Promise<void> {
    this.#stopping = true;
    this.#pause.end();
    this.#holding.end();
    await within(cancelMs, 'cancelling a consumer', this.#adjust()).catch(() => {});
    if (this.#inFlight > 0) {
      const drained = new Pause();
      this.#idle = () => drained.end();
      await drained.wait(drainMs);
    }
    await this.#session?.close();
    this.settings.stopped(this);
  }

  get #wanted(): boolean {
    return !this.#stopping && !this.#held && this.#pausedFor === undefined;
  }

  async #run(subscribed: () => void): Promise<void> {
    const { connection, log, counters, goOn } = this.settings;
    let first = true;
    for (let failures = 0; !this.#stopping; failures += 1) {
      const model = connection.model;
      const started = performance.now();
      if (model) {
        try {
          const session = await this.#subscribe(model);
          if (!first) counters.resubscribes += 1;
          log.info({ queue: this.queue }, first ? 'subscribed' : 'subscribed again');
          first = false;
          subscribed();
          const why = await session.ended;
          await session.close();
          if (!this.#stopping) log.warn({ queue: this.queue }, `subscription lost: ${why}`);
        } catch (error) {
          if (first && isPermanent(error) && (!goOn || (isDrift(error) && failures === 0))) throw error;
          const hint = isPermanent(error) ? '; the topology must be declared first, it is tried again' : '';
          log.warn({ queue: this.queue }, `could not subscribe: ${describe(error)}${hint}`);
        }
        if (performance.now() - started > steadyMs) failures = 0;
      }
      if (goOn) subscribed();
      if (!this.#stopping) await this.#pause.wait(jittered(model ? failures : 20, resubscribeMs));
    }
  }

  async #subscribe(model: ChannelModel): Promise<Session> {
    await this.settings.ensureQueue(model);
    const session = await Session.open(model, this.queue, this.settings.prefetch, this.settings.counters);
    this.#session = session;
    if (this.#wanted) await this.#consume(session);
    await this.#adjust();
    if (this.#stopping) await session.close();
    return session;
  }

  #consume(session: Session): Promise<void> {
    return session.consume((message) => void this.#take(session, message));
  }

  /** Brings deliveries in line with what is wanted, one change after another. Never throws. */
  #adjust(): Promise<void> {
    this.#changes = this.#changes.then(async () => {
      const session = this.#session;
      if (!session?.alive) return;
      try {
        if (this.#wanted && !session.consuming) await this.#consume(session);
        if (!this.#wanted && session.consuming) await session.cancel();
      } catch (error) {
        this.settings.log.warn({ queue: this.queue }, `the subscription's channel fails: ${describe(error)}`);
      }
    });
    return this.#changes;
  }

  async #take(session: Session, message: ConsumeMessage): Promise<void> {
    if (!this.#wanted) return session.handBack(message);
    const { counters, receive, log } = this.settings;
    counters.delivered += 1;
    this.#inFlight += 1;
    try {
      const delivery = deliveryOf(this.queue, message);
      await this.#settle(session, message, delivery, await receive(delivery));
    } catch (error) {
      log.error({ queue: this.queue, error: describe(error) }, 'receiving threw: the message is handed back');
      session.handBack(message);
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#idle?.();
    }
  }

  async #settle(session: Session, message: ConsumeMessage, delivery: Delivery, outcome: Settlement): Promise<void> {
    if (outcome.kind === 'ack' || !session.alive) return session.ack(message);
    if (outcome.kind === 'hand-back') return session.handBack(message);
    try {
      await this.settings.moves.move(delivery, outcome, message.properties.headers ?? {});
    } catch (error) {
      session.handBack(message);
      return this.#hold(delivery, error);
    }
    this.#failedMoves = 0;
    session.ack(message);
  }

  /** Nothing is taken for a while, so that messages which cannot be moved do not circle at full speed. */
  #hold(delivery: Delivery, error: unknown): void {
    const { counters, log } = this.settings;
    counters.failedMoves += 1;
    if (this.#held || this.#stopping) return;
    const ms = Math.round(jittered(this.#failedMoves, holdMs));
    this.#failedMoves += 1;
    this.#held = true;
    log.warn(
      { queue: this.queue, eventId: delivery.id, pausedMs: ms, error: describe(error) },
      'a message could not be moved: it is handed back and the subscription pauses',
    );
    void this.#adjust();
    void this.#holding.wait(ms).then(() => {
      this.#held = false;
      return this.#adjust();
    });
  }
}

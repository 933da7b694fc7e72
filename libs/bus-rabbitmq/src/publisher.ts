import { setImmediate } from 'node:timers/promises';
import { BusUnavailable, type Published } from '@pizzeria/bus';
import type { ChannelModel, ConfirmChannel, Message } from 'amqplib';
import { Pause, within } from './backoff';
import { codeOf, describe, isFaultOfMessage, replyCode } from './broker-error';
import { ConfirmWindow } from './confirm-window';
import type { SupervisedConnection } from './connection';
import type { PublisherSettings } from './publisher-settings';
import { propertiesOf, Sending, type Parcel } from './sending';

const reopenMs = 500;
const closeMs = 1_000;

/**
 * Publishes on one confirm channel, many at once. Each message ends confirmed, refused for its own sake, or
 * uncertain; never silently. While there is no channel, messages wait, up to a number and a time.
 */
export class ConfirmPublisher {
  #channel: ConfirmChannel | undefined;
  #blocked = false;
  #closed = false;
  #missing = false;
  #lastConfirm = 0;
  #unavailableSince = performance.now();
  /** Places in the window held by messages whose deadline has passed. */
  #overdue = 0;
  #watch: NodeJS.Timeout | undefined;
  readonly #window: ConfirmWindow;
  readonly #reopening = new Pause();
  readonly #unuse: () => void;

  constructor(
    private readonly connection: SupervisedConnection,
    private readonly settings: PublisherSettings,
  ) {
    this.#window = new ConfirmWindow(settings.limits);
    this.#unuse = connection.use({
      up: (model) => void this.#open(model),
      blocked: (blocked) => this.#setBlocked(blocked),
    });
  }

  /** Sent and not yet confirmed. */
  get unconfirmed(): number {
    return this.#window.unconfirmed;
  }

  /**
   * Resolves when the broker has stored the message. Throws `BusUnavailable` when that is uncertain or was not
   * possible in time, `MessageRefused` when the broker refuses this very message.
   */
  async publish(parcel: Parcel): Promise<Published> {
    if (this.#closed) throw new BusUnavailable('the bus is closed');
    const sending = new Sending(parcel, performance.now(), this.settings.counters);
    this.#window.add(sending);
    this.#watch ??= setInterval(() => this.#tick(), Math.min(200, this.settings.deadlineMs / 5));
    this.#pump();
    return sending.outcome;
  }

  /** Takes nothing more, waits for what is under way up to the deadline, closes the channel. Never throws. */
  async close(): Promise<void> {
    this.#closed = true;
    const until = performance.now() + this.settings.deadlineMs;
    const pause = new Pause();
    while (this.connection.model && !this.#window.empty && performance.now() < until) await pause.wait(10);
    this.#unuse();
    this.#reopening.end();
    clearInterval(this.#watch);
    const channel = this.#channel;
    this.#channel = undefined;
    if (channel) await within(closeMs, 'closing a channel', channel.close()).catch(() => {});
    for (const sending of this.#window.takeUnconfirmed()) sending.uncertain('the bus was closed before its confirm');
    for (const sending of this.#window.takeStale(Infinity)) sending.unsent('the bus was closed');
  }

  async #open(model: ChannelModel): Promise<void> {
    // When a connection ends, its channels end first: only later is it known to be gone.
    await setImmediate();
    while (this.connection.model === model && !this.#channel && !(this.#closed && this.#window.empty)) {
      try {
        if (this.#missing) await this.settings.repair(model);
        this.#missing = false;
        const channel = await model.createConfirmChannel();
        // One whose connection has ended meanwhile has closed before anyone could hear of it.
        if (this.connection.model === model) this.#serve(channel, model);
      } catch (error) {
        this.settings.log.warn({}, `no channel to publish on: ${describe(error)}`);
        await this.#reopening.wait(reopenMs);
      }
    }
  }

  #serve(channel: ConfirmChannel, model: ChannelModel): void {
    let fault: unknown;
    channel.on('error', (error: unknown) => (fault = error));
    channel.on('return', ({ properties, fields }: Message) =>
      this.#window.markReturned(String(properties.messageId ?? ''), fields.exchange, fields.routingKey),
    );
    // Before the library fails every outstanding confirm: an answer after this is none.
    channel.prependListener('close', () => {
      if (this.#channel === channel) this.#channel = undefined;
    });
    channel.on('close', () => {
      this.#unavailableSince = performance.now();
      this.#lost(fault);
      void this.#open(model);
    });
    this.#channel = channel;
    this.#blocked = this.connection.state === 'blocked';
    this.#overdue = 0;
    this.#pump();
  }

  #setBlocked(blocked: boolean): void {
    this.#blocked = blocked;
    if (blocked) this.#unavailableSince = performance.now();
    this.#pump();
  }

  #pump(): void {
    const channel = this.#channel;
    if (!channel || this.#blocked) return;
    for (let sending = this.#window.next(performance.now()); sending; sending = this.#window.next(performance.now())) {
      if (!this.#send(channel, sending)) return;
    }
  }

  /** Answers whether the channel still takes messages. */
  #send(channel: ConfirmChannel, sending: Sending): boolean {
    const { exchange, routingKey, body } = sending.parcel;
    try {
      channel.publish(exchange, routingKey, body, propertiesOf(sending.parcel), (error: unknown) => {
        if (this.#channel === channel) this.#answered(sending, error);
      });
      return true;
    } catch (error) {
      // What cannot be encoded at all: no channel would ever take it.
      if (error instanceof TypeError || error instanceof RangeError) {
        this.#window.done(sending);
        sending.refused(error);
        return true;
      }
      this.#window.putBack([sending]);
      return false;
    }
  }

  #answered(sending: Sending, error: unknown): void {
    this.#window.done(sending);
    this.#lastConfirm = performance.now();
    if (sending.told) this.#overdue -= 1;
    else if (error) sending.uncertain(`the broker could not store it: ${describe(error)}`);
    else sending.confirmed();
    this.#pump();
  }

  /** The channel is gone and with it every confirm that was awaited. */
  #lost(fault: unknown): void {
    const code = codeOf(fault);
    const unconfirmed = this.#window.takeUnconfirmed();
    if (code === replyCode.notFound) {
      this.#missing = true;
      this.settings.log.warn({}, `an exchange is missing: ${describe(fault)}`);
    }
    if (!isFaultOfMessage(code)) {
      const why = fault ? `: ${describe(fault)}` : '';
      for (const sending of unconfirmed) sending.uncertain(`the channel was lost before its confirm${why}`);
    } else if (unconfirmed.length === 1) {
      unconfirmed[0]?.refused(fault);
    } else {
      for (const sending of unconfirmed) sending.suspect = true;
      this.#window.putBack(unconfirmed);
    }
  }

  /** Enforces the deadlines of what waits for its confirm and of what waits to be sent. */
  #tick(): void {
    const { deadlineMs, limits } = this.settings;
    const limit = performance.now() - deadlineMs;
    const overdue = this.#window.overdue(limit);
    this.#overdue += overdue.length;
    for (const sending of overdue) sending.uncertain(`no confirm within ${deadlineMs} ms`);
    const [oldest] = overdue;
    if (oldest && !this.#blocked && this.#lastConfirm < oldest.since) {
      this.connection.drop(`the broker confirmed nothing for ${deadlineMs} ms`);
    } else if (this.#overdue * 2 > limits.window) {
      this.#channel?.close().catch(() => {});
    }
    if ((!this.#channel || this.#blocked) && this.#unavailableSince <= limit) {
      for (const sending of this.#window.takeStale(limit)) sending.unsent('the broker is away or takes no messages');
    }
    if (this.#window.empty) {
      clearInterval(this.#watch);
      this.#watch = undefined;
    }
  }
}

import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { within } from './backoff';
import { describe } from './broker-error';
import type { BusCounters } from './options';

const closeMs = 1_000;

/**
 * One channel of a subscription, from opening to its end. Settling on it after its end does nothing: the broker
 * has already taken the message back.
 */
export class Session {
  /** Resolves with the reason when the channel is gone or the broker cancelled the consumer. */
  readonly ended: Promise<string>;
  #end!: (why: string) => void;
  #alive = true;
  #tag: string | undefined;
  readonly #inHand = new Set<ConsumeMessage>();

  private constructor(
    private readonly channel: Channel,
    private readonly queue: string,
    private readonly counters: BusCounters,
  ) {
    this.ended = new Promise((resolve) => {
      this.#end = (why) => {
        this.#alive = false;
        this.#tag = undefined;
        resolve(why);
      };
    });
    let why = 'the channel was closed';
    channel.on('error', (error: unknown) => (why = describe(error)));
    channel.on('close', () => this.#end(why));
  }

  static async open(model: ChannelModel, queue: string, prefetch: number, counters: BusCounters): Promise<Session> {
    const session = new Session(await model.createChannel(), queue, counters);
    await session.channel.prefetch(prefetch);
    return session;
  }

  get alive(): boolean {
    return this.#alive;
  }

  get consuming(): boolean {
    return this.#tag !== undefined;
  }

  /** Starts deliveries. `receive` must not throw. */
  async consume(receive: (message: ConsumeMessage) => void): Promise<void> {
    const { consumerTag } = await this.channel.consume(this.queue, (message) => {
      if (!message) return this.#end('the broker cancelled the consumer: the queue is gone or moves');
      this.#inHand.add(message);
      receive(message);
    });
    if (this.#alive) this.#tag = consumerTag;
  }

  /** Ends deliveries; what is in hand stays in hand. */
  async cancel(): Promise<void> {
    const tag = this.#tag;
    this.#tag = undefined;
    if (tag !== undefined && this.#alive) await this.channel.cancel(tag);
  }

  ack(message: ConsumeMessage): void {
    this.#settle(message, () => this.channel.ack(message));
  }

  /** Back to the queue at once. By nack, which the broker tells apart from a refusal. */
  handBack(message: ConsumeMessage): void {
    this.#settle(message, () => this.channel.nack(message, false, true));
  }

  /** Hands back all that is in hand and closes the channel. Never throws. */
  async close(): Promise<void> {
    if (this.#alive) for (const message of [...this.#inHand]) this.handBack(message);
    this.#inHand.clear();
    const closing = Promise.race([this.channel.close(), this.ended]);
    await within(closeMs, 'closing a channel', closing).catch(() => {});
    this.#end('closed');
  }

  #settle(message: ConsumeMessage, tell: () => void): void {
    try {
      if (!this.#inHand.delete(message) || !this.#alive) throw new Error('no longer in hand');
      tell();
    } catch {
      this.counters.settleLost += 1;
    }
  }
}

import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';

/** What the broker answered: `done`, or the code of its refusal. */
export type Answer = 'done' | number;

/** One user at the broker, by hand. */
export class Operator {
  private constructor(private readonly model: ChannelModel) {}

  /** Connects as the user that the address names. */
  static async at(url: string): Promise<Operator> {
    const model = await connect(url, { noDelay: true });
    model.on('error', () => {});
    return new Operator(model);
  }

  /** Tries something on a channel of its own, and says what the broker answered. */
  async tries(act: (channel: ConfirmChannel) => unknown): Promise<Answer> {
    const channel = await this.model.createConfirmChannel();
    let code: number | undefined;
    channel.on('error', (error: { code?: number }) => (code = error.code));
    try {
      await act(channel);
      await channel.waitForConfirms();
      await channel.close();
      return 'done';
    } catch (error) {
      return code ?? (error as { code?: number }).code ?? Promise.reject(error as Error);
    }
  }

  publishes(exchange: string, key: string): Promise<Answer> {
    return this.tries((channel) => channel.publish(exchange, key, Buffer.from('{}'), { persistent: true }));
  }

  async close(): Promise<void> {
    await this.model.close().catch(() => {});
  }
}

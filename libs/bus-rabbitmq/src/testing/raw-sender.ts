import { connect, type Options } from 'amqplib';

/** An AMQP client that keeps to no contract of ours: it puts any bytes with any properties into a queue. */
export interface RawSender {
  /** Puts it there; `drain` says when all of it is stored. */
  send(queue: string, body: Buffer, properties?: Options.Publish): void;
  /** Resolves when the broker has confirmed everything sent so far. */
  drain(): Promise<void>;
  /** Messages that lie ready in a queue. */
  depth(queue: string): Promise<number>;
  close(): Promise<void>;
}

/** Connects with an administrator's rights, through the default exchange. */
export const openRawSender = async (url: string): Promise<RawSender> => {
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  return {
    send: (queue, body, properties) => void channel.sendToQueue(queue, body, { persistent: true, ...properties }),
    drain: () => channel.waitForConfirms(),
    depth: async (queue) => (await channel.checkQueue(queue)).messageCount,
    close: () => connection.close(),
  };
};

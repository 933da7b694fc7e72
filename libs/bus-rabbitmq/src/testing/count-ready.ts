import { connect } from 'amqplib';

/** How many messages wait in a queue and in no consumer's hand. Throws when it does not exist. */
export const countReady = async (url: string, queue: string): Promise<number> => {
  const operator = await connect(url);
  try {
    const channel = await operator.createChannel();
    channel.on('error', () => {});
    return (await channel.checkQueue(queue)).messageCount;
  } finally {
    await operator.close();
  }
};

import { readFileSync } from 'node:fs';
import { connect, type Options } from 'amqplib';

/** A message as it was taken off the wire. */
export interface Captured {
  readonly routingKey: string;
  readonly properties: Options.Publish;
  readonly body: unknown;
}

/** Publishes a captured message as it was, and resolves when the broker has stored it. */
export const send = async (url: string, exchange: string, file: string): Promise<void> => {
  const { routingKey, properties, body } = JSON.parse(readFileSync(file, 'utf8')) as Captured;
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  channel.publish(exchange, routingKey, Buffer.from(JSON.stringify(body)), { persistent: true, ...properties });
  await channel.waitForConfirms();
  await connection.close();
};

import { connect } from 'amqplib';
import { HTTP, type CloudEvent } from 'cloudevents';
import type { Check } from './published-schemas';

/** One event as somebody outside sees it, and what its schema says against it. */
export interface Heard {
  readonly event: CloudEvent;
  readonly problems: readonly string[];
}

/**
 * Binds a queue of its own to the events exchange and reads from it until the process ends.
 * Resolves with the queue's name as soon as no event can be missed any more.
 */
export const listen = async (
  { url, exchange, key }: { readonly url: string; readonly exchange: string; readonly key: string },
  check: Check,
  hear: (heard: Heard) => void,
): Promise<string> => {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, exchange, key);
  await channel.consume(queue, (message) => {
    if (!message) return;
    const headers = { 'content-type': String(message.properties.contentType) };
    const event = HTTP.toEvent({ headers, body: message.content.toString('utf8') }) as CloudEvent;
    hear({ event, problems: check(String(event.dataschema), event.data) });
    channel.ack(message);
  });
  return queue;
};

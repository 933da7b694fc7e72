import type { RunningBroker } from '@pizzeria/bus-rabbitmq/testing';

/** Every queue of a broker with the messages that wait in it or are in hand. */
export const queuesOf = async (
  broker: RunningBroker,
): Promise<readonly { readonly name: string; readonly messages: number }[]> => {
  const text = await broker.ctl('list_queues', '--no-table-headers', 'name', 'messages');
  return text.split('\n').flatMap((line) => {
    const [name = '', messages = ''] = line.split('\t');
    return /^\d+$/.test(messages) ? [{ name, messages: Number(messages) }] : [];
  });
};

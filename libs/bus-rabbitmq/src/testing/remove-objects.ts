import type { Topology } from '@pizzeria/bus';
import { connect } from 'amqplib';
import { brokerObjects, type BrokerObject } from '../topology';

const remove = async (url: string, objects: readonly BrokerObject[]): Promise<void> => {
  const operator = await connect(url);
  // Without a listener an error of the connection would be thrown where nobody waits, and the call below never end.
  operator.on('error', () => {});
  const channel = await operator.createChannel();
  for (const object of objects) {
    if (object.kind === 'queue') await channel.deleteQueue(object.name);
    if (object.kind === 'exchange') await channel.deleteExchange(object.name);
  }
  await channel.close();
  await operator.close();
};

/** Removes all that a topology means from a broker, whatever is in it. */
export const removeObjects = (url: string, prefix: string, topology: Topology): Promise<void> =>
  remove(url, brokerObjects(prefix, topology));

/** Removes the queues, with what is in them and their bindings, and leaves the exchanges. */
export const removeQueues = (url: string, prefix: string, topology: Topology): Promise<void> =>
  remove(
    url,
    brokerObjects(prefix, topology).filter(({ kind }) => kind === 'queue'),
  );

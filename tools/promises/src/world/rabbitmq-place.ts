import { declareTopology, rightsOf } from '@pizzeria/bus-rabbitmq';
import { TcpProxy, testBrokerUrl, testVirtualHost, type RunningBroker } from '@pizzeria/bus-rabbitmq/testing';
import { topologyOf, voiceOf } from '@pizzeria/service';
import { desk } from '../subject/desk';
import { newProbe } from '../subject/probe';
import { shop } from '../subject/shop';
import { ladder } from './ladder';
import type { Place } from './place';

const nothing = '^(?!)$';

/**
 * Two processes, each as its own user of the broker with no more rights than its definition asks for, in a virtual
 * host of their own. Takes the given broker, or the one that integration tests use.
 */
export const rabbitMqPlace = async (broker?: RunningBroker): Promise<Place> => {
  const host = await testVirtualHost(broker?.url ?? testBrokerUrl(), broker && ((...args) => broker.ctl(...args)));
  if (!host.own)
    throw new Error(
      'The promises on RabbitMQ need a broker whose users may be set: its rabbitmqctl as TEST_RABBITMQ_CTL (a JSON list).',
    );
  const probe = newProbe(
    () => undefined,
    () => undefined,
  );
  const definitions = { shop: shop(probe, () => undefined), desk: desk(probe) };
  await declareTopology(host.url, topologyOf(Object.values(definitions), ladder), { prefix: host.prefix });
  const rights = Object.values(definitions).map((definition) => rightsOf(voiceOf(definition), host.prefix, ladder));
  const urlOf = await host.setUsers(rights);
  const network = await TcpProxy.before(host.url);
  const throughNetwork = (url: string) => Object.assign(new URL(url), { host: new URL(network.url).host }).href;
  const forbidMoves = async (): Promise<void> => {
    for (const exchange of [...ladder.map((ms) => `${host.prefix}.delay.${ms}`), `${host.prefix}.queues`])
      await host.ctl('set_topic_permissions', '--vhost', host.vhost, 'desk', exchange, nothing, nothing);
    // A channel remembers what it was allowed.
    network.drop();
  };
  const allowMoves = async () => void (await host.setUsers(rights));
  return {
    bus: 'RabbitMQ',
    network,
    processes: [['shop'], ['desk']],
    busOf: ([service]) => ({ rabbitmqUrl: throughNetwork(urlOf(service ?? '')), prefix: host.prefix }),
    refuseMoves: (refuse) => (refuse ? forbidMoves() : allowMoves()),
    starve: async (starving) => void (await host.ctl('set_vm_memory_high_watermark', starving ? '0.000001' : '0.4')),
    ...(broker && { restart: () => broker.restart() }),
    unacked: async (queue) => {
      const listed = await host.ctl('list_queues', '--vhost', host.vhost, '--formatter', 'json', 'name', 'messages');
      const queues = JSON.parse(listed) as readonly { readonly name: string; readonly messages: number }[];
      return queues.find(({ name }) => name === queue)?.messages ?? 0;
    },
    close: async () => {
      await network.close();
      await host.remove();
    },
  };
};

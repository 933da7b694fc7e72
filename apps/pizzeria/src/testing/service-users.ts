import { declareTopology, rightsOf } from '@pizzeria/bus-rabbitmq';
import {
  testBrokerUrl,
  testVirtualHost,
  type RunningBroker,
  type TestVirtualHost,
} from '@pizzeria/bus-rabbitmq/testing';
import { defaultLadder } from '@pizzeria/bus';
import { topologyOf, voiceOf, type AnyServiceDefinition } from '@pizzeria/service';
import { definitions } from '../start-pizzeria';

type Spoken = Pick<AnyServiceDefinition, 'name' | 'publishes' | 'subscriptions'>;

/**
 * Makes a user for each of these services, who may do no more than the service declares, and answers the address of
 * each; where the broker's users cannot be set, the administrator's for all.
 */
export const setServiceUsers = (
  host: TestVirtualHost,
  services: readonly Spoken[],
  ladder: readonly number[],
  prefix = host.prefix,
): Promise<(service: string) => string> =>
  host.setUsers(services.map((service) => rightsOf(voiceOf(service), prefix, ladder)));

/** A virtual host with everything that the apps look for when they run as processes, and a user for each. */
export interface ShopHost {
  readonly host: TestVirtualHost;
  /** The address for a service's own user. */
  urlOf(service: string): string;
}

/**
 * Makes one on this broker, or on that of the tests. Where the virtual host would not be its own, nothing is declared:
 * its names are those of a real shop.
 */
export const openShopHost = async (broker?: RunningBroker): Promise<ShopHost> => {
  const ctl = broker && ((...args: string[]) => broker.ctl(...args));
  const host = await testVirtualHost(broker?.url ?? testBrokerUrl(), ctl);
  if (!host.own) return { host, urlOf: () => host.url };
  const prefix = 'pizzeria';
  await declareTopology(host.url, topologyOf(definitions), { prefix });
  return { host, urlOf: await setServiceUsers(host, definitions, defaultLadder, prefix) };
};

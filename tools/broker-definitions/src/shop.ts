import { analytics } from '@pizzeria/analytics';
import {
  brokerDefinitions,
  rightsOf,
  type BrokerDefinitions,
  type BrokerUser,
  type UserRights,
} from '@pizzeria/bus-rabbitmq';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import { topologyOf, voiceOf, type AnyServiceDefinition } from '@pizzeria/service';

/** The five services, each of which has a user on the broker. */
export const services: readonly AnyServiceDefinition[] = [orders, kitchen, inventory, notifications, analytics];

/** The user of people, and of what declares the topology. */
export const adminName = 'admin';

/** The user of the autoscaler, which asks how long queues are. */
export const scalerName = 'keda';

/** Everyone who logs in to the broker. */
export const userNames: readonly string[] = [adminName, ...services.map(({ name }) => name), scalerName];

/** A password for every user, by name. */
export type Secrets = Readonly<Record<string, string>>;

export interface ShopPlace {
  readonly vhost: string;
  /** First part of the names of shared exchanges and delay queues. */
  readonly prefix: string;
  /** Delays in ms. */
  readonly ladder: readonly number[];
}

/** What each service's user may do, from what the service declares. */
export const shopRights = ({ prefix, ladder }: Omit<ShopPlace, 'vhost'>): readonly UserRights[] =>
  services.map((service) => rightsOf(voiceOf(service), prefix, ladder));

/**
 * The autoscaler sees the length of every service's queues, by AMQP and by the management API, and that is all: to
 * look at a queue the broker wants some right to it, and that to write opens nothing while no exchange may be written
 * to. It cannot read, so it cannot take anybody's messages.
 */
const scaler = (secrets: Secrets): BrokerUser => ({
  rights: {
    user: scalerName,
    permissions: {
      configure: '^$',
      write: `^(${services.map(({ name }) => name).join('|')})\\.[a-z0-9.-]+$`,
      read: '^$',
    },
    topics: [],
  },
  password: passwordOf(secrets, scalerName),
  tags: ['management'],
});

/** Users with their passwords, of the services and the autoscaler. Throws when a password is missing or unfit. */
export const shopUsers = (place: Omit<ShopPlace, 'vhost'>, secrets: Secrets): readonly BrokerUser[] => [
  ...shopRights(place).map((rights) => ({ rights, password: passwordOf(secrets, rights.user) })),
  scaler(secrets),
];

/** The broker's complete definitions for all services. Throws when a password is missing or unfit. */
export const shopDefinitions = (place: ShopPlace, secrets: Secrets): BrokerDefinitions =>
  brokerDefinitions({
    vhost: place.vhost,
    prefix: place.prefix,
    topology: topologyOf(services, place.ladder),
    users: shopUsers(place, secrets),
    admin: { name: adminName, password: passwordOf(secrets, adminName) },
  });

/** They travel in URLs, and their hashes are only as good as they are. */
const fitPassword = /^[A-Za-z0-9]{20,}$/;

const passwordOf = (secrets: Secrets, user: string): string => {
  const password = secrets[user];
  if (typeof password !== 'string')
    throw new Error(`The secrets hold no password of ${user}: add one, or remove the file to have all made anew.`);
  if (!fitPassword.test(password))
    throw new Error(`The password of ${user} must be 20 or more letters and digits, and nothing else.`);
  return password;
};

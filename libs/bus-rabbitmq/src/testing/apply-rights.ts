import { rightsDefinitions, type BrokerUser } from '../definitions';
import type { RabbitMqCtl } from './ctl';

/**
 * Puts users and their rights in one virtual host on a broker that runs, replacing those of the same users there.
 * The exchanges that the rights name must have been declared: since 4.3 a broker keeps no right in an exchange that it
 * does not have. Throws with what rabbitmqctl said.
 */
export const applyRights = (ctl: RabbitMqCtl, vhost: string, users: readonly BrokerUser[]): Promise<void> =>
  importDefinitions(ctl, rightsDefinitions(vhost, users));

/** Makes what these definitions name, in one call, whatever their number. Throws with what rabbitmqctl said. */
export const importDefinitions = async (ctl: RabbitMqCtl, definitions: object): Promise<void> => {
  // `rabbitmqctl import_definitions` reads a file of the machine it runs on, and since 4.0 no standard input.
  const text = Buffer.from(JSON.stringify(definitions)).toString('base64');
  const said = await ctl('eval', `rabbit_definitions:import_raw(base64:decode("${text}")).`);
  if (said.trim() !== 'ok') throw new Error(`The broker could not take definitions: ${said.trim()}`);
};

/** The broker's address for one of its users. */
export const urlOfUser = (url: string, { rights, password }: BrokerUser): string =>
  Object.assign(new URL(url), { username: rights.user, password }).href;

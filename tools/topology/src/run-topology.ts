import { analytics } from '@pizzeria/analytics';
import { declareTopology, type TopologyReport } from '@pizzeria/bus-rabbitmq';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import {
  brokerSettings,
  orStartError,
  readConfig,
  topologyOf,
  workSettings,
  type Environment,
} from '@pizzeria/service';

export interface TopologyCommand {
  readonly environment: Environment;
  /** Makes an error of whatever is on the broker with other parameters. */
  readonly strict: boolean;
  /** Prints a line. */
  say(line: string): void;
}

const settings = { ...brokerSettings, RETRY_LADDER_MS: workSettings.RETRY_LADDER_MS };
const patienceMs = 30_000;

/**
 * Declares everything that all services need on the broker, from their definitions, and says what was made and what
 * was there. Safe to run at any time and again. Throws `ConfigError` or `StartError` with a message for the operator.
 */
export const runTopology = async ({ environment, strict, say }: TopologyCommand): Promise<TopologyReport> => {
  const config = readConfig(settings, environment);
  const topology = topologyOf([orders, kitchen, inventory, notifications, analytics], config.RETRY_LADDER_MS);
  const tell = (_fields: object, message: string) => say(message);
  const log = { debug: tell, info: tell, warn: () => {}, error: tell };
  const report = await orStartError(
    declareTopology(config.RABBITMQ_URL, topology, { prefix: 'pizzeria', strict, waitMs: patienceMs, log }),
  );
  for (const object of report.made) say(`made    ${object}`);
  for (const { object, detail } of report.drifted) say(`differs ${object}: ${detail}; it is used as it is`);
  say(`${report.made.length} made, ${report.found.length} found, ${report.drifted.length} with other parameters.`);
  return report;
};

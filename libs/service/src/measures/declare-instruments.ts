import { busMetrics, clientInstruments, type WatchedBus } from '@pizzeria/bus';
import { relayMetrics } from '@pizzeria/postgres';
import type { ServiceDefinition } from '../definition';
import { requestObserver } from '../http/observe-request';
import { silentLogger } from '../logging/pino-logger';
import { measuring } from './measuring';
import { readGauges } from './read-gauges';
import { showPool } from './show-pool';

/**
 * Makes every instrument that a process of this service has, on the meter provider that is installed, and measures
 * nothing: for documentation.
 */
export const declareInstruments = (
  { name, measures = [] }: Pick<ServiceDefinition<string, object>, 'name' | 'measures'>,
  bus: WatchedBus,
): void => {
  requestObserver(silentLogger);
  busMetrics().watch(bus);
  clientInstruments();
  relayMetrics(name).stop();
  showPool(name, { connections: { used: 0, waiting: 0, size: 0 } })();
  measuring({ service: name, declared: measures, database: { afterCommit: () => undefined }, logger: silentLogger });
  const clock = { now: () => new Date(0), after: () => () => undefined };
  readGauges(measures, { parts: {}, clock, logger: silentLogger, leading: () => false })();
};

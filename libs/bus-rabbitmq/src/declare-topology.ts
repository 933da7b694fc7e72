import type { Topology } from '@pizzeria/bus';
import { parseAddress } from './address';
import { BusMisconfigured, describe } from './broker-error';
import { closeConnection, openConnection } from './connect';
import { declareObjects, TopologyDrifted, type TopologyReport } from './declare';
import { silentLog, type BusLog } from './options';
import { brokerObjects } from './topology';

export interface DeclareTopologyOptions {
  /** First part of the names of shared exchanges and delay queues. */
  readonly prefix: string;
  /** Objects found with other parameters than wanted are an error; otherwise they are reported and used. */
  readonly strict?: boolean;
  /** How long a broker that is away is waited for; default 0. */
  readonly waitMs?: number;
  readonly log?: BusLog;
}

const betweenTriesMs = 500;

const connectWithin = async (url: string, { waitMs = 0, log = silentLog }: DeclareTopologyOptions) => {
  const address = parseAddress(url);
  const until = performance.now() + waitMs;
  for (let said = ''; ;) {
    try {
      return await openConnection(address, 'topology');
    } catch (error) {
      if (error instanceof BusMisconfigured) throw error;
      const text = `broker at ${address.text} is away: ${describe(error)}`;
      if (performance.now() >= until)
        throw new Error(`The ${text}. Start it, or correct its address.`, { cause: error });
      if (said !== text) log.info({}, `waiting: ${text}`);
      said = text;
      await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
    }
  }
};

/**
 * Declares every exchange, queue and binding, so that an event published before a subscriber ever ran waits in its
 * queue. Safe to run again at any time and by several at once; an existing object is never changed.
 *
 * Throws `BusMisconfigured` when address or credentials are wrong or the user may not declare what is missing,
 * `TopologyDrifted` with `strict`, and an error that says so when the broker is away.
 */
export const declareTopology = async (
  url: string,
  topology: Topology,
  options: DeclareTopologyOptions,
): Promise<TopologyReport> => {
  const { prefix, strict = false, log = silentLog } = options;
  const model = await connectWithin(url, options);
  try {
    const report = await declareObjects(model, brokerObjects(prefix, topology), { compare: true });
    for (const drift of report.drifted) log.warn({ ...drift }, 'the broker holds this with other parameters');
    if (report.refused.length > 0) {
      const what = report.refused.map(({ object, detail }) => `${object} (${detail})`).join('; ');
      throw new BusMisconfigured(`This user may not declare what is missing: ${what}`);
    }
    if (strict && report.drifted.length > 0) throw new TopologyDrifted(report.drifted);
    return report;
  } finally {
    await closeConnection(model, 2_000);
  }
};

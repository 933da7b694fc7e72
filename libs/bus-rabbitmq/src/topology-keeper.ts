import type { ChannelModel } from 'amqplib';
import { declareObjects, TopologyDrifted } from './declare';
import type { BusCounters, BusLog } from './options';
import type { BrokerObject } from './topology';

/** Sees to it that a broker holds what a bus needs, as far as the bus's user may make it and may look. */
export class TopologyKeeper {
  /** Kinds of objects that this user may not look at: the broker lets only those look closely who may declare. */
  readonly #closed = new Set<BrokerObject['kind']>();
  readonly #drifted = new Set<string>();

  constructor(
    private readonly log: BusLog,
    private readonly counters: BusCounters,
    private readonly strict: boolean,
  ) {}

  /**
   * Makes what is missing; what this user may not make is said, and used when another makes it. What is there with
   * other parameters is said and counted, once, and used as it is; with `strict` it is a `TopologyDrifted`.
   */
  async ensure(model: ChannelModel, objects: readonly BrokerObject[]): Promise<void> {
    const report = await declareObjects(model, objects, { compare: true, closed: this.#closed });
    if (report.made.length > 0) this.log.info({ made: report.made }, 'declared what the broker did not have');
    for (const refused of report.refused) this.log.warn({ ...refused }, 'the broker refuses to declare this');
    for (const drift of report.drifted.filter(({ object }) => !this.#drifted.has(object))) {
      this.#drifted.add(drift.object);
      this.counters.topologyDrift += 1;
      this.log.warn({ ...drift }, 'the broker holds this with other parameters');
    }
    if (this.strict && report.drifted.length > 0) throw new TopologyDrifted(report.drifted);
  }
}

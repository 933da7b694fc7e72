import { metrics, type Counter, type Histogram, type Meter } from '@opentelemetry/api';
import type { Database } from '@pizzeria/postgres';
import type { Logger } from '../logging/logger';
import type { CounterMeasure, HistogramMeasure, Labels, Measure, Measuring } from './measure';

export interface MeasuringKit {
  readonly service: string;
  readonly declared: readonly Measure[];
  readonly database: Pick<Database, 'afterCommit'>;
  readonly logger: Logger;
  /**
   * Whether a measure that is not declared fails who writes it, as in tests. Else it is said once and left out: no
   * order is to fail for a metric.
   */
  readonly strict?: boolean;
}

/**
 * Makes the declared instruments. Every series of a counter is there from the start with 0, so that the first count
 * is seen as an increase.
 */
export const measuring = (kit: MeasuringKit): Measuring => {
  const { declared, database } = kit;
  const meter = businessMeter();
  const counters = new Map<CounterMeasure, Counter>();
  const histograms = new Map<HistogramMeasure, Histogram>();
  for (const measure of declared) {
    if (measure.kind === 'counter') counters.set(measure, startedCounter(meter, measure));
    if (measure.kind === 'histogram') histograms.set(measure, madeHistogram(meter, measure));
  }
  const undeclared = refusingUndeclared(kit);
  return {
    count: (measure, labels) => {
      const made = counters.get(measure);
      if (made) database.afterCommit(() => made.add(1, labels));
      else undeclared(measure);
    },
    record: (measure, value, labels) => {
      const made = histograms.get(measure);
      if (made) database.afterCommit(() => made.record(value, labels));
      else undeclared(measure);
    },
  };
};

export const businessMeter = (): Meter => metrics.getMeter('@pizzeria/service');

const startedCounter = (meter: Meter, { name, meaning, labels }: CounterMeasure): Counter => {
  const made = meter.createCounter(name, { description: meaning });
  for (const combination of combinations(labels)) made.add(0, combination);
  return made;
};

const madeHistogram = (meter: Meter, { name, meaning, unit, bounds }: HistogramMeasure): Histogram =>
  meter.createHistogram(name, { description: meaning, unit, advice: { explicitBucketBoundaries: [...bounds] } });

/** Each value of each label with each of the others. */
const combinations = (labels: Labels): readonly Readonly<Record<string, string>>[] =>
  Object.entries(labels).reduce<readonly Readonly<Record<string, string>>[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );

const refusingUndeclared = ({ service, logger, strict }: MeasuringKit): ((measure: Pick<Measure, 'name'>) => void) => {
  const said = new Set<string>();
  return ({ name }) => {
    const message = `${service} may not write ${name}: its definition does not declare it`;
    if (strict) throw new Error(message);
    if (said.has(name)) return;
    said.add(name);
    logger.error({ metric: name }, message);
  };
};

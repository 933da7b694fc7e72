import { metrics, type Counter, type Histogram, type Meter } from '@opentelemetry/api';
import type { Database } from '@pizzeria/postgres';
import type { CounterMeasure, HistogramMeasure, Labels, Measure, Measuring } from './measure';

/**
 * Makes the declared instruments. Every series of a counter is there from the start with 0, so that the first count
 * is seen as an increase.
 */
export const measuring = (
  service: string,
  declared: readonly Measure[],
  database: Pick<Database, 'afterCommit'>,
  meter: Meter = businessMeter(),
): Measuring => {
  const counters = new Map<CounterMeasure, Counter>();
  const histograms = new Map<HistogramMeasure, Histogram>();
  for (const measure of declared) {
    if (measure.kind === 'counter') counters.set(measure, startedCounter(meter, measure));
    if (measure.kind === 'histogram') histograms.set(measure, madeHistogram(meter, measure));
  }
  return {
    count: (measure, labels) => {
      const made = orUndeclared(counters.get(measure), service, measure);
      database.afterCommit(() => made.add(1, labels));
    },
    record: (measure, value, labels) => {
      const made = orUndeclared(histograms.get(measure), service, measure);
      database.afterCommit(() => made.record(value, labels));
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

const orUndeclared = <T>(made: T | undefined, service: string, { name }: { readonly name: string }): T => {
  if (made === undefined) throw new Error(`${service} may not write ${name}: its definition does not declare it.`);
  return made;
};

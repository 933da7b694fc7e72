import type { Shown } from '../queries/exposition';
import { anyValue, readPromQl } from '../queries/promql';
import type { PlacedQuery } from './queries';

type Metric = string | RegExp;

/** What the queries may name: what scrapes show, and what comes from where no scrape is at hand. */
export interface Names {
  readonly shown: Shown;
  /** Metrics made elsewhere, with their labels. */
  readonly elsewhere: Readonly<Record<string, readonly string[]>>;
  /** Values that labels may have and that no scrape was made to show. */
  readonly unseen?: Readonly<Record<string, readonly string[]>>;
}

/** Prometheus gives them to everything it scrapes. */
const ofEveryTarget = ['job', 'instance'];

/** Each metric, label and value that a query names and that nothing shows, as a sentence. */
export const unknownNames = (queries: readonly PlacedQuery[], names: Names): readonly string[] =>
  queries.flatMap(({ place, text }) => {
    const { selectors, groupings } = readPromQl(text);
    const missing = selectors.flatMap(({ metric, labels, values }) => {
      const known = labelsOf(metric, names);
      if (!known) return [`nothing shows ${nameOf(metric)}`];
      return [
        ...labels.filter((label) => !known.has(label)).map((label) => `${nameOf(metric)} has no label ${label}`),
        ...Object.entries(values)
          .filter(([label, value]) => !mayBe(metric, label, value, names))
          .map(([label, value]) => `${nameOf(metric)} is never of the ${label} ${value}`),
      ];
    });
    const ungrouped = groupings.flatMap(({ labels, metrics }) => {
      const known = metrics.flatMap((metric) => [...(labelsOf(metric, names) ?? [])]);
      return labels
        .filter((label) => known.length > 0 && !known.includes(label))
        .map((label) => `${metrics.map(nameOf).join(' and ')} cannot be grouped by ${label}`);
    });
    return [...missing, ...ungrouped].map((problem) => `${place}: ${problem}`);
  });

const nameOf = (metric: Metric): string => (typeof metric === 'string' ? metric : metric.source);

const labelsOf = (metric: Metric, { shown, elsewhere }: Names): ReadonlySet<string> | undefined => {
  const is = (name: string) => (typeof metric === 'string' ? metric === name : metric.test(name));
  const found = [
    ...[...shown].filter(([name]) => is(name)).map(([, labels]) => [...labels.keys()]),
    ...Object.entries(elsewhere)
      .filter(([name]) => is(name))
      .map(([, labels]) => labels),
  ];
  return found.length === 0 ? undefined : new Set([...ofEveryTarget, ...found.flat()]);
};

const mayBe = (metric: Metric, label: string, value: string, { shown, unseen = {} }: Names): boolean => {
  const values = typeof metric === 'string' ? shown.get(metric)?.get(label) : undefined;
  return values === undefined || value === anyValue || values.has(value) || (unseen[label] ?? []).includes(value);
};

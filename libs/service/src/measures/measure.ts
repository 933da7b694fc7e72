/**
 * What a service measures of its business, beside what every service shows of its work. Declared once, on its menu;
 * written by a decorator around a port, so that domain and use cases know nothing of it.
 */
export type Measure<Parts = never> = CounterMeasure | HistogramMeasure | GaugeMeasure<Parts>;

/** Every value a label may have: a series for each of their combinations, and no other. */
export type Labels = Readonly<Record<string, readonly string[]>>;

/** One value for each label. */
export type LabelsOf<L extends Labels> = { readonly [Name in keyof L]: L[Name][number] };

interface Described {
  /** Dotted; a scrape shows `_` for `.`, and `_total` behind a counter. */
  readonly name: `pizzeria.${string}`;
  readonly meaning: string;
}

export interface CounterMeasure<L extends Labels = Labels> extends Described {
  readonly kind: 'counter';
  readonly labels: L;
}

export interface HistogramMeasure<L extends Labels = Labels> extends Described {
  readonly kind: 'histogram';
  /** UCUM, for example `s`. */
  readonly unit: string;
  /** Upper bounds of the buckets, rising. */
  readonly bounds: readonly number[];
  readonly labels: L;
}

/** Read from the service's own database now and then, in one process of all that run the service. */
export interface GaugeMeasure<Parts = never> extends Described {
  readonly kind: 'gauge';
  /** Cheap: it runs every few seconds. Where it fails, the gauge is not shown until it succeeds again. */
  read(parts: Parts): Promise<number>;
}

/** Declares what is counted. */
export const counter = <const L extends Labels>(of: Omit<CounterMeasure<L>, 'kind'>): CounterMeasure<L> => ({
  ...of,
  kind: 'counter',
});

/** Declares what is distributed over buckets. Values are never negative. */
export const histogram = <const L extends Labels>(of: Omit<HistogramMeasure<L>, 'kind'>): HistogramMeasure<L> => ({
  ...of,
  kind: 'histogram',
});

/** Declares what is read. */
export const gauge = <Parts>(of: Omit<GaugeMeasure<Parts>, 'kind'>): GaugeMeasure<Parts> => ({ ...of, kind: 'gauge' });

/**
 * Writes measures. What is said inside a transaction counts when it is committed, and not at all when it is rolled
 * back; elsewhere it counts at once.
 */
export interface Measuring {
  count<L extends Labels>(measure: CounterMeasure<L>, labels: LabelsOf<L>): void;
  record<L extends Labels>(measure: HistogramMeasure<L>, value: number, labels: LabelsOf<L>): void;
}

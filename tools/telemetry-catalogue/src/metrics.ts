import { metrics } from '@opentelemetry/api';
import { services } from '@pizzeria/broker-definitions';
import { newCounters } from '@pizzeria/bus-rabbitmq';
import { declareInstruments, type AnyServiceDefinition } from '@pizzeria/service';
import { watchRuntime } from '@pizzeria/telemetry';
import { platformLabels, shownBy } from './labels';
import { recordingMeters, type InstrumentKind, type RecordedInstrument } from './recording-meter';

/** A metric as a scrape shows it. */
export interface MetricEntry {
  readonly name: string;
  readonly type: InstrumentKind;
  readonly unit: string;
  readonly labels: readonly string[];
  /** Upper bounds of a histogram's buckets. */
  readonly bounds: readonly number[];
  readonly meaning: string;
  /** Which processes show it, where not all do. */
  readonly shownBy: string;
}

/** Every metric that a process of the shop can show, from the instruments that it makes. */
export const metricEntries = (): readonly MetricEntry[] =>
  instruments()
    .map(entryOf)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

const instruments = (): readonly RecordedInstrument[] => {
  const meters = recordingMeters();
  metrics.setGlobalMeterProvider(meters.provider);
  try {
    watchRuntime(meters.provider)();
    for (const service of services) declareInstruments(service, { state: 'closed', counters: newCounters() });
  } finally {
    metrics.disable();
  }
  return meters.instruments();
};

const entryOf = ({ name, kind, options }: RecordedInstrument): MetricEntry => {
  const scraped = scrapedName(name, kind);
  const [owner, measure] = declaredBy(name);
  const labels = measure ? businessLabels(measure) : platformLabels[scraped];
  if (labels === undefined) throw new Error(`${scraped} has no labels in tools/telemetry-catalogue/src/labels.ts`);
  const byOwner = measure?.kind === 'gauge' ? `the process that relays for ${owner}` : owner;
  return {
    name: scraped,
    type: kind,
    unit: options.unit ?? '',
    labels,
    bounds: options.advice?.explicitBucketBoundaries ?? [],
    meaning: options.description ?? '',
    shownBy: shownBy[scraped] ?? byOwner,
  };
};

type AnyMeasure = NonNullable<AnyServiceDefinition['measures']>[number];

/** The service that declares a measure of this name, and the measure; none of what every service shows. */
const declaredBy = (name: string): readonly [string, AnyMeasure | undefined] => {
  const found = services.flatMap((service) =>
    (service.measures ?? [])
      .filter((measure) => measure.name === name)
      .map((measure) => [service.name, measure] as const),
  );
  return found[0] ?? ['', undefined];
};

const businessLabels = (measure: AnyMeasure): readonly string[] =>
  measure.kind === 'gauge' ? [] : Object.entries(measure.labels).map(([name, values]) => `${name}=${values.join('|')}`);

/** As the Prometheus exporter writes it: no unit is added. */
const scrapedName = (name: string, kind: InstrumentKind): string =>
  `${name.replace(/[^a-zA-Z0-9_]/g, '_')}${kind === 'counter' ? '_total' : ''}`;

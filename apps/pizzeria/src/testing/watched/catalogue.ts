import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SentSpan } from '@pizzeria/telemetry/testing';

/** `docs/TELEMETRY.md` as a reader takes it, to hold a running pizzeria against. */
export interface Catalogue {
  readonly metrics: readonly CataloguedMetric[];
  readonly spans: readonly CataloguedSpan[];
}

export interface CataloguedMetric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly Label[];
  readonly bounds: readonly string[];
  readonly shownBy: string;
}

interface Label {
  readonly name: string;
  readonly optional: boolean;
  /** Where it can be told. */
  readonly values?: readonly string[];
}

export interface CataloguedSpan {
  readonly name: RegExp;
  readonly kind: string;
  readonly attributes: readonly { readonly name: RegExp; readonly optional: boolean }[];
  readonly events: readonly string[];
}

export const readCatalogue = (): Catalogue => {
  const text = readFileSync(join(__dirname, '../../../../../docs/TELEMETRY.md'), 'utf8');
  const section = (title: string): string => text.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
  return {
    metrics: rowsOf(section('Metrics')).map(([name = '', type = '', , labels = '', bounds = '', , shownBy = '']) => ({
      name: plain(name),
      type,
      labels: listOf(labels).map(labelOf),
      bounds: bounds === '' ? [] : bounds.split(' '),
      shownBy,
    })),
    spans: rowsOf(section('Spans')).map(([name = '', kind = '', , , , attributes = '', events = '']) => ({
      name: pattern(plain(name)),
      kind,
      attributes: listOf(attributes).map((one) => ({
        name: pattern(one.replace(/\?$/, '')),
        optional: one.endsWith('?'),
      })),
      events: listOf(events).map((event) => event.replace(/ \(.*/, '')),
    })),
  };
};

const rowsOf = (section: string): readonly (readonly string[])[] =>
  section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );

const plain = (cell: string): string => cell.replaceAll('`', '');
const listOf = (cell: string): readonly string[] => (cell === '' ? [] : cell.split('<br>').map(plain));

const labelOf = (text: string): Label => {
  const [name = '', values] = text.split('=');
  return { name: name.replace('?', ''), optional: name.endsWith('?'), values: values?.split('|') };
};

/** `<…>` stands for anything. */
const pattern = (text: string): RegExp => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll(/<[^>]+>/g, '.+')}$`);

/** A series as a scrape shows it. */
interface Series {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Scrape {
  /** Names and types of all metrics. */
  readonly types: ReadonlyMap<string, string>;
  readonly series: readonly Series[];
}

export const readScrape = (text: string): Scrape => {
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]));
  types.delete('target_info');
  const series = [...text.matchAll(/^([a-z0-9_]+)\{(.*)\} \S+$/gm)].flatMap(([, name = '', labels = '']) => {
    const metric = types.has(name) ? name : name.replace(/_(bucket|sum|count)$/, '');
    return types.has(metric) ? [{ metric, labels: labelsOf(labels) }] : [];
  });
  return { types, series };
};

const labelsOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/([a-z0-9_]+)="((?:[^"\\]|\\.)*)"/g)]
      .map(([, name = '', value = '']) => [name, value] as const)
      .filter(([name]) => !name.startsWith('otel_scope_')),
  );

export const hasSeries = (name: string, { series }: Scrape): boolean => series.some(({ metric }) => metric === name);

/** How series differ from what the catalogue says of their labels and their buckets; nothing when they do not. */
export const labelFaults = ({ name, labels, bounds }: CataloguedMetric, { series }: Scrape): readonly string[] => {
  const ours = series.filter(({ metric }) => metric === name).map((one) => one.labels);
  const seen = new Set(ours.flatMap((one) => Object.keys(one)));
  seen.delete('le');
  const known = new Set(labels.map((label) => label.name));
  const buckets = new Set(ours.flatMap(({ le }) => (le === undefined || le === '+Inf' ? [] : [le])));
  // Without any, there would be nothing to find fault with.
  if (ours.length === 0) return [`${name} has no series`];
  return [
    ...[...seen].filter((label) => !known.has(label)).map((label) => `${name} has a label ${label}`),
    ...labels
      .filter((label) => !label.optional && !ours.every((one) => label.name in one))
      .map((label) => `${name} lacks its label ${label.name}`),
    ...labels.flatMap(({ name: label, values }) =>
      values
        ? ours.flatMap((one) => (values.includes(one[label] ?? '') ? [] : [`${name} has ${label}=${one[label]}`]))
        : [],
    ),
    ...(buckets.size > 0 && [...buckets].join() !== bounds.join()
      ? [`${name} has buckets ${[...buckets].join()}`]
      : []),
  ];
};

/** How a span differs from what the catalogue says of its like; nothing when it does not. */
export const spanFaults = (span: SentSpan, { spans }: Catalogue): readonly string[] => {
  const entry = spans.find(({ name, kind }) => kind === span.kind && name.test(span.name));
  if (!entry) return [`a ${span.kind} span ${span.name}`];
  const names = Object.keys(span.attributes);
  return [
    ...names
      .filter((name) => !entry.attributes.some((known) => known.name.test(name)))
      .map((name) => `${span.name} has ${name}`),
    ...entry.attributes
      .filter((known) => !known.optional && !names.some((name) => known.name.test(name)))
      .map((known) => `${span.name} lacks ${known.name.source}`),
    ...span.events.filter(({ name }) => !entry.events.includes(name)).map(({ name }) => `${span.name} says ${name}`),
  ];
};

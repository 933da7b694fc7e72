import type { EventEnvelope } from '@pizzeria/bus';
import type { Database } from '@pizzeria/postgres';
import type { Allowed, Apart, Row } from './allowed-differences';
import { ownTables } from './snapshot';

/** What a service has become and said, without what may differ: two runs are the same when these are equal. */
export interface State {
  /** Rows of each table, sorted. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  /** Events said, sorted: type, subject, sequence and data. */
  readonly said: readonly string[];
  /** Events of which fewer may be said. */
  readonly sometimesSaid: readonly string[];
}

export const stateOf = async (
  database: Database,
  said: readonly EventEnvelope[],
  allowed: Allowed = {},
): Promise<State> => {
  const tables: Record<string, string[]> = {};
  const apart = new Set<unknown>();
  for (const table of await ownTables(database)) {
    const { rows } = await database.sql.raw<{ rows: { row: Record<string, unknown> }[] }>(
      'SELECT to_jsonb(t) AS row FROM ?? AS t',
      [table],
    );
    const paths = Object.keys(allowed.fields ?? {})
      .filter((path) => path.startsWith(`${table}.`))
      .map((path) => path.slice(table.length + 1));
    const all = rows.map(({ row }) => row);
    const [leftOut, compared] = partition(all, (row) => isApart(allowed.apart?.[table], row, all));
    for (const row of leftOut) apart.add(row['id']);
    tables[table] = compared.map((row) => canonical(without(row, paths))).sort();
  }
  const compared = said.filter(({ subject }) => !apart.has(idIn(subject)));
  const how = (event: EventEnvelope) => allowed.events?.[nameOf(event)]?.[0];
  const words = (wanted: 'fewer' | undefined) =>
    compared.filter((event) => how(event) === wanted).map((event) => inWords(event, allowed, wanted === undefined));
  const subjects = compared
    .filter((event) => how(event) === 'subjects')
    .map((event) => `${event.type} ${event.subject}`);
  return {
    tables,
    said: [...words(undefined), ...new Set(subjects)].sort(),
    sometimesSaid: words('fewer').sort(),
  };
};

const partition = <T>(all: readonly T[], first: (one: T) => boolean): readonly [readonly T[], readonly T[]] => [
  all.filter(first),
  all.filter((one) => !first(one)),
];

const isApart = (apart: readonly Apart[] = [], row: Row, all: readonly Row[]): boolean =>
  apart.some(({ which }) => which(row, all));

/** `order/7` is about 7. */
const idIn = (subject: string): string => subject.slice(subject.lastIndexOf('/') + 1);

/** `com.example.order.placed` is `order.placed`. */
const nameOf = ({ type }: EventEnvelope): string => type.split('.').slice(-2).join('.');

const inWords = ({ type, subject, sequence, data }: EventEnvelope, allowed: Allowed, counted: boolean): string =>
  canonical({
    type,
    ...(allowed.subjects === undefined ? { subject } : {}),
    data: without(data as Record<string, unknown>, Object.keys(allowed.data ?? {})),
    ...(counted ? { sequence } : {}),
  });

const without = (row: Record<string, unknown>, paths: readonly string[]): Record<string, unknown> => {
  const copy = structuredClone(row);
  for (const path of paths) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    let at: unknown = copy;
    for (const key of keys) at = isRecord(at) ? at[key] : undefined;
    if (isRecord(at)) Reflect.deleteProperty(at, last);
  }
  return copy;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** JSON with sorted keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) =>
    isRecord(field) && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );

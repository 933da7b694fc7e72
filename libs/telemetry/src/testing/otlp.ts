import { kinds, readMessage, type Schema } from './protobuf';

/**
 * What a collector is sent, as far as tests look at it.
 * @see https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto
 */
const { text, hex, whole, nanoseconds, truth, fraction, message, many } = kinds;

const anyValue: Schema = {
  1: text('text'),
  2: truth('truth'),
  3: whole('whole'),
  4: fraction('fraction'),
  5: message('list', () => ({ 1: many('values', () => anyValue) })),
  6: message('map', () => ({ 1: many('values', () => keyValue) })),
};
const keyValue: Schema = { 1: text('key'), 2: message('value', () => anyValue) };
const attributes = many('attributes', () => keyValue);
const resource = message('resource', () => ({ 1: attributes }));

const span: Schema = {
  1: hex('traceId'),
  2: hex('spanId'),
  4: hex('parentId'),
  5: text('name'),
  6: whole('kind'),
  7: nanoseconds('start'),
  8: nanoseconds('end'),
  9: attributes,
  11: many('events', () => ({ 2: text('name'), 3: attributes })),
  13: many('links', () => ({ 1: hex('traceId'), 2: hex('spanId'), 4: attributes })),
  15: message('status', () => ({ 2: text('message'), 3: whole('code') })),
};
const logRecord: Schema = {
  2: whole('severity'),
  3: text('level'),
  5: message('body', () => anyValue),
  6: attributes,
  9: hex('traceId'),
  10: hex('spanId'),
};

const traces: Schema = {
  1: many('resources', () => ({ 1: resource, 2: many('scopes', () => ({ 2: many('items', () => span) })) })),
};
const logs: Schema = {
  1: many('resources', () => ({ 1: resource, 2: many('scopes', () => ({ 2: many('items', () => logRecord) })) })),
};

export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value } | undefined;
export type Attributes = Readonly<Record<string, Value>>;

export interface SentSpan {
  readonly resource: Attributes;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty at the root. */
  readonly parentId: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** ms since 1970. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly attributes: Attributes }[];
  readonly error: boolean;
}

export interface SentLog {
  readonly resource: Attributes;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly level: string;
  readonly body: Value;
  readonly attributes: Attributes;
}

export const readSpans = (bytes: Buffer): readonly SentSpan[] => itemsOf(bytes, traces).map(spanOf);

export const readLogs = (bytes: Buffer): readonly SentLog[] =>
  itemsOf(bytes, logs).map(({ level, traceId, spanId, ...raw }) => ({
    resource: raw.resource,
    ...(traceId ? { traceId: traceId as string, spanId: spanId as string } : {}),
    level: level as string,
    body: valueOf(raw['body'] as Raw),
    attributes: attributesOf(raw['attributes']),
  }));

type Raw = Readonly<Record<string, unknown>>;
type Item = Raw & { readonly resource: Attributes };

const itemsOf = (bytes: Buffer, schema: Schema): readonly Item[] =>
  (readMessage(bytes, schema)['resources'] as Raw[]).flatMap((of) =>
    (of['scopes'] as Raw[]).flatMap((scope) =>
      (scope['items'] as Raw[]).map((item) => ({
        ...item,
        resource: attributesOf((of['resource'] as Raw | undefined)?.['attributes']),
      })),
    ),
  );

const spanKinds = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const errorCode = 2;

const spanOf = (raw: Item): SentSpan => ({
  resource: raw.resource,
  traceId: raw['traceId'] as string,
  spanId: raw['spanId'] as string,
  parentId: (raw['parentId'] as string | undefined) ?? '',
  name: raw['name'] as string,
  kind: spanKinds[raw['kind'] as number] ?? 'internal',
  start: Number(raw['start'] as bigint) / 1e6,
  end: Number(raw['end'] as bigint) / 1e6,
  attributes: attributesOf(raw['attributes']),
  events: (raw['events'] as Raw[]).map((event) => ({
    name: event['name'] as string,
    attributes: attributesOf(event['attributes']),
  })),
  links: (raw['links'] as Raw[]).map((link) => ({
    traceId: link['traceId'] as string,
    spanId: link['spanId'] as string,
    attributes: attributesOf(link['attributes']),
  })),
  error: (raw['status'] as Raw | undefined)?.['code'] === errorCode,
});

const attributesOf = (pairs: unknown): Attributes =>
  Object.fromEntries(((pairs ?? []) as Raw[]).map(({ key, value }) => [key as string, valueOf(value as Raw)]));

const valueOf = (value: Raw | undefined): Value => {
  if (value === undefined) return undefined;
  if ('list' in value) return ((value['list'] as Raw)['values'] as Raw[]).map(valueOf);
  if ('map' in value) return attributesOf((value['map'] as Raw)['values']);
  return Object.values(value)[0] as Value;
};

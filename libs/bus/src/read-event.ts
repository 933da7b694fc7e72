import type { EventEnvelope } from './envelope';
import { type Issue, MalformedEvent } from './errors';
import type { EventDefinition } from './event';
import { issuesOf } from './issues';
import { noTextIn } from './no-text';
import { decodeEvent } from './wire';

/** The events a queue is for, by CloudEvents type. */
export type EventTable<Entry extends EventDefinition = EventDefinition> = ReadonlyMap<string, Entry>;

export const eventTable = <E extends EventDefinition>(events: readonly E[]): EventTable<E> =>
  new Map(events.map((event) => [event.type, event]));

/** What bytes turned out to be. */
export type ReadEvent = AcceptedEvent | RejectedEvent;

export interface AcceptedEvent {
  readonly kind: 'event';
  readonly definition: EventDefinition;
  /** Of the current version: valid, older payloads upcast, unknown fields left out. */
  readonly event: EventEnvelope;
}

export interface RejectedEvent {
  readonly kind: 'rejected';
  readonly reason: 'invalid' | 'unknown-type' | 'unsupported-version';
  readonly issues: readonly Issue[];
  /** As far as the bytes could be read. */
  readonly definition?: EventDefinition;
  readonly event?: EventEnvelope;
}

/** What bytes say they are, their payload unread. */
export type PeekedEvent = Pick<RejectedEvent, 'definition' | 'event'>;

/** Reads the envelope only: no schema and no upcaster sees the payload. Never throws. */
export const peekEvent = (table: EventTable, body: Uint8Array): PeekedEvent => {
  const event = decoded(body);
  return 'kind' in event ? {} : { event, definition: table.get(event.type) };
};

/** Reads a message of a queue whose events are `table`. Never throws; issues name fields, never their values. */
export const readEvent = (table: EventTable, body: Uint8Array): ReadEvent => {
  const event = decoded(body);
  if ('kind' in event) return event;
  const definition = table.get(event.type);
  if (!definition) {
    return rejected('unknown-type', [{ path: 'type', message: 'is not handled by this queue' }], { event });
  }
  const data = readable(() => noText(body, event.data) ?? currentData(definition, event));
  if ('kind' in data) return { ...data, definition, event };
  return { kind: 'event', definition, event: { ...event, version: definition.version, data: data.value } };
};

const rejected = (
  reason: RejectedEvent['reason'],
  issues: readonly Issue[],
  known: Pick<RejectedEvent, 'event' | 'definition'> = {},
): RejectedEvent => ({ kind: 'rejected', reason, issues, ...known });

const decoded = (body: Uint8Array): EventEnvelope | RejectedEvent => readable(() => decodeEvent(body));

/** Whatever a schema or an upcaster throws, one message must never stop a queue: it is invalid. */
const readable = <T>(read: () => T): T | RejectedEvent => {
  try {
    return read();
  } catch (error) {
    return rejected(
      'invalid',
      error instanceof MalformedEvent ? error.issues : [{ path: 'data', message: 'could not be read' }],
    );
  }
};

/** Validates a payload of any known version and lifts it, step by step, to the current one. */
const currentData = (
  definition: EventDefinition,
  event: EventEnvelope,
): { readonly value: unknown } | RejectedEvent => {
  let value = event.data;
  for (let version = event.version; version < definition.version; version += 1) {
    const past = definition.past.find((candidate) => candidate.version === version);
    if (!past) return unsupported(definition, event);
    const parsed = past.schema.safeParse(value);
    if (!parsed.success) return rejected('invalid', dataIssues(parsed.error));
    value = past.upcast(parsed.data as never);
  }
  if (event.version > definition.version) return unsupported(definition, event);
  const parsed = definition.schema.safeParse(value);
  return parsed.success ? { value: parsed.data } : rejected('invalid', dataIssues(parsed.error));
};

/** What no text column can hold must not reach a handler, which would fail on it again and again. */
const noText = (body: Uint8Array, data: unknown): RejectedEvent | undefined => {
  const path = noTextIn(body, data);
  return path === undefined ? undefined : rejected('invalid', [{ path, message: 'holds a character that is no text' }]);
};

const unsupported = (definition: EventDefinition, event: EventEnvelope): RejectedEvent =>
  rejected('unsupported-version', [
    { path: 'dataschema', message: `version ${event.version} is not known here, only up to ${definition.version}` },
  ]);

const dataIssues = (error: Parameters<typeof issuesOf>[0]): readonly Issue[] =>
  issuesOf(error).map(({ path, message }) => ({
    message,
    path: path.startsWith('[') ? `data${path}` : path ? `data.${path}` : 'data',
  }));

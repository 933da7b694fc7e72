import type { z } from 'zod';

/**
 * An event's contract: who says it, what it means, what it carries.
 *
 * `Owner` is the one service that may publish it: a service definition accepts only events of its own name,
 * so publishing another service's event does not compile.
 */
export interface EventDefinition<Owner extends string = string, Name extends string = string, Data = unknown> {
  readonly owner: Owner;
  /** Dotted name, for example `order.placed`; unique over all services. */
  readonly name: Name;
  /** The version that is published now. Older ones are in `past`. */
  readonly version: number;
  /** One sentence: what has happened when this event is seen. */
  readonly meaning: string;
  /** CloudEvents `type`: family prefix and name, without the version. */
  readonly type: string;
  /** CloudEvents `source`: family and owner. */
  readonly source: string;
  /** CloudEvents `dataschema` without the version, for example `urn:shop:order.placed`; see `dataschemaOf`. */
  readonly dataschema: string;
  readonly schema: z.ZodType<Data>;
  /** A complete, valid payload, for documentation and tests. */
  readonly example: Data;
  /** Earlier versions that may still be stored or in flight, oldest first. */
  readonly past: readonly PastVersion[];
  /** `required`: nobody listening is an error; `optional`: it is only counted. */
  readonly route: 'required' | 'optional';
  /** CloudEvents `subject` of a payload, for example `order/<id>`: the key within which order is kept. */
  subject(data: Data): string;
  /** Subject of the aggregate whose story this event belongs to, where that is not its own: for traces and logs. */
  partOf?(data: Data): string | undefined;
}

/** A version that is no longer published but is still understood. */
export interface PastVersion {
  readonly version: number;
  readonly schema: z.ZodType;
  readonly example: unknown;
  /** Turns a valid payload of this version into one of the next. Pure. */
  upcast(data: never): unknown;
}

export type DataOf<E> = E extends EventDefinition<string, string, infer Data> ? Data : never;

export interface EventFamily {
  /** Prefix of every CloudEvents `type`, without the trailing dot. */
  readonly type: string;
  /** Prefix of every CloudEvents `source`, without the trailing slash; also the namespace of every `dataschema`. */
  readonly source: string;
}

/** What is said of an event when it is defined; the rest follows from its family and owner. */
export interface EventDraft<Name extends string, Schema extends z.ZodType> {
  readonly name: Name;
  readonly version?: number;
  readonly meaning: string;
  readonly schema: Schema;
  readonly example: z.infer<Schema>;
  readonly past?: readonly PastVersion[];
  readonly route?: 'required' | 'optional';
  subject(data: z.infer<Schema>): string;
  partOf?(data: z.infer<Schema>): string | undefined;
}

/** Opens a family of events: `const eventsOf = eventFamily({...}); const event = eventsOf('orders'); event({ name: … })`. */
export const eventFamily =
  (family: EventFamily) =>
  <const Owner extends string>(owner: Owner) =>
  <const Name extends string, Schema extends z.ZodType>(
    draft: EventDraft<Name, Schema>,
  ): EventDefinition<Owner, Name, z.infer<Schema>> => ({
    version: 1,
    past: [],
    route: 'optional',
    ...draft,
    owner,
    type: `${family.type}.${draft.name}`,
    source: `${family.source}/${owner}`,
    dataschema: `urn:${family.source}:${draft.name}`,
    schema: draft.schema as z.ZodType<z.infer<Schema>>,
  });

/** Declares an earlier version together with the step to the next one. */
export const pastVersion = <Schema extends z.ZodType>(past: {
  version: number;
  schema: Schema;
  example: z.infer<Schema>;
  upcast: (data: z.infer<Schema>) => unknown;
}): PastVersion => past as PastVersion;

/** Broker routing key of an event: name and version, for example `order.placed.v2`. */
export const routingKeyOf = (event: Pick<EventDefinition, 'name' | 'version'>): string =>
  `${event.name}.v${event.version}`;

/** Binding key that matches every version of an event. */
export const bindingKeyOf = (event: Pick<EventDefinition, 'name'>): string => `${event.name}.#`;

/** CloudEvents `dataschema` of one version of an event, for example `urn:shop:order.placed:v2`. */
export const dataschemaOf = (event: Pick<EventDefinition, 'dataschema'>, version: number): string =>
  `${event.dataschema}:v${version}`;

import { dataschemaOf, isPersonal, type EventDefinition } from '@pizzeria/bus';
import { z } from 'zod';

/** What is used of JSON Schema 2020-12 here; every other keyword is compared as it stands. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | false;
  readonly prefixItems?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

/** One version of an event, as it may be stored or under way. */
export interface EventVersion {
  readonly event: EventDefinition;
  readonly version: number;
  readonly schema: z.ZodType;
  readonly example: unknown;
}

/** The version that is published now. */
export const currentVersionOf = (event: EventDefinition): EventVersion => ({
  event,
  version: event.version,
  schema: event.schema,
  example: event.example,
});

/** Every version that is published or still understood, oldest first. */
export const versionsOf = (event: EventDefinition): readonly EventVersion[] => [
  ...event.past.map(({ version, schema, example }) => ({ event, version, schema, example })),
  currentVersionOf(event),
];

/**
 * The payload of one version as a JSON Schema that anybody can validate with. It is open: fields that a later
 * publisher adds are valid. Personal data is marked `x-personal`. Rules that bind several fields together are not in it.
 */
export const jsonSchemaOf = ({ event, version, schema, example }: EventVersion): JsonSchema => {
  const { $schema, ...shape } = payloadOf(schema, 'draft-2020-12');
  return {
    $schema,
    $id: dataschemaOf(event, version),
    title: `${event.name} v${version}`,
    description: event.meaning,
    ...shape,
    examples: [example],
  };
};

/** A payload's shape alone, in one of the dialects that documents ask for. */
export const payloadOf = (schema: z.ZodType, target: 'draft-2020-12' | 'draft-7'): JsonSchema =>
  z.toJSONSchema(schema, {
    target,
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (isPersonal(zodSchema)) jsonSchema['x-personal'] = true;
    },
  }) as JsonSchema;

import type { z } from 'zod';
import type { EventDefinition } from './event';
import { isPersonal } from './personal';

/** Stands in the place of every personal value. */
export const blank = '***';

type Schema = z.core.$ZodType;
type Unknown = 'blank' | 'keep';

/**
 * A copy of a payload with every field marked `personal()` replaced by `blank`; absent fields stay absent.
 *
 * Made for payloads that do not fit their contract too: what the contract does not describe (an unknown field,
 * an object where text belongs) is blanked, because nobody vouched for it. `version` is the payload's own; a
 * version nobody knows is blanked whole.
 */
export const blankPersonal = (definition: EventDefinition, data: unknown, version = definition.version): unknown => {
  const schema = schemaOf(definition, version);
  return schema ? blanked(schema, data) : blank;
};

/** Where a payload holds personal data: `customer.name`, `items[].notes`, `prices.*`. */
export const personalPaths = (definition: EventDefinition, version = definition.version): readonly string[] => {
  const schema = schemaOf(definition, version);
  return schema ? [...new Set(pathsIn(schema, '', []))] : [];
};

const schemaOf = (definition: EventDefinition, version: number): Schema | undefined =>
  version === definition.version
    ? definition.schema
    : definition.past.find((candidate) => candidate.version === version)?.schema;

const blanked = (schema: Schema, value: unknown, unknownFields: Unknown = 'blank'): unknown => {
  if (value === undefined || value === null) return value;
  if (isPersonal(schema)) return blank;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return isRecord(value) ? blankedFields(def, value, unknownFields) : unfit(schema, value);
    case 'record':
      if (!isRecord(value) || isPersonal(def.keyType)) return unfit(schema, value);
      return mapFields(value, (_, field) => blanked(def.valueType, field));
    case 'array':
      return Array.isArray(value) ? value.map((item) => blanked(def.element, item)) : unfit(schema, value);
    case 'tuple':
      return Array.isArray(value) ? value.map((item, at) => blankedItem(def, item, at)) : unfit(schema, value);
    case 'union':
      return fitting(def.options, value).reduce<unknown>((left, option) => blanked(option, left, unknownFields), value);
    case 'intersection':
      return blanked(def.right, blanked(def.left, value, 'keep'), 'keep');
    case 'any':
    case 'unknown':
    case 'custom':
    case 'transform':
      return value;
    default:
      return partsOf(schema).reduce<unknown>(
        (left, part) => blanked(part, left, unknownFields),
        partsOf(schema).length === 0 && typeof value === 'object' ? blank : value,
      );
  }
};

const blankedFields = (def: z.core.$ZodObjectDef, value: Record<string, unknown>, unknownFields: Unknown) =>
  mapFields(value, (name, field) => {
    const known = Object.hasOwn(def.shape, name) ? def.shape[name] : def.catchall;
    if (known) return blanked(known, field);
    return unknownFields === 'keep' ? field : blank;
  });

const blankedItem = (def: z.core.$ZodTupleDef, item: unknown, at: number): unknown => {
  const schema = def.items[at] ?? def.rest;
  return schema ? blanked(schema, item) : blank;
};

/** A value of the wrong shape is shown only where no personal data was expected. */
const unfit = (schema: Schema, value: unknown): unknown =>
  typeof value === 'object' || pathsIn(schema, '', []).length > 0 ? blank : value;

/** The options a value fits, so that a mark in another option blanks nothing; all of them when it fits none. */
const fitting = (options: readonly Schema[], value: unknown): readonly Schema[] => {
  const fits = options.filter((option) => (option as z.ZodType).safeParse(value).success);
  return fits.length > 0 ? fits : options;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mapFields = (value: Record<string, unknown>, change: (name: string, field: unknown) => unknown) =>
  Object.fromEntries(Object.entries(value).map(([name, field]) => [name, change(name, field)]));

/** What a wrapper wraps (optional, default, readonly, pipe, lazy …); nothing for a plain value. */
const partsOf = (schema: Schema): readonly Schema[] => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if ('innerType' in def) return [def.innerType as Schema];
  if (def.type === 'pipe') return [def.in, def.out];
  return def.type === 'lazy' ? [def.getter()] : [];
};

const pathsIn = (schema: Schema, at: string, above: readonly Schema[]): readonly string[] => {
  if (isPersonal(schema)) return [at];
  if (above.includes(schema)) return [];
  const inside = [...above, schema];
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([name, field]) => pathsIn(field, at ? `${at}.${name}` : name, inside));
    case 'record':
      return [...pathsIn(def.keyType, at, inside), ...pathsIn(def.valueType, `${at}.*`, inside)];
    case 'array':
      return pathsIn(def.element, `${at}[]`, inside);
    case 'tuple':
      return [...def.items, ...(def.rest ? [def.rest] : [])].flatMap((item) => pathsIn(item, `${at}[]`, inside));
    case 'union':
      return def.options.flatMap((option) => pathsIn(option, at, inside));
    case 'intersection':
      return [def.left, def.right].flatMap((side) => pathsIn(side, at, inside));
    default:
      return partsOf(schema).flatMap((part) => pathsIn(part, at, inside));
  }
};

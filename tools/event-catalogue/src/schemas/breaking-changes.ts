import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './json-schema';

/** A difference between two schemas that somebody who knows only one of them may stumble over. */
export interface BreakingChange {
  /** `customer.phone`, `items[].notes`; empty for the payload itself. */
  readonly path: string;
  /** Said of the field, for example `was removed`. */
  readonly what: string;
}

/** Keywords that explain and decide nothing. */
const annotations = ['$schema', '$id', 'title', 'description', 'examples', 'x-personal', 'deprecated', 'default'];
/** Keywords with an entry in `breakingChanges` of their own. */
const structure = ['properties', 'required', 'items', 'prefixItems', 'oneOf', 'anyOf', 'enum'];

/**
 * Everything in which a schema differs from the one that is kept, but for optional fields that were added. In both
 * directions: what is stored must be readable tomorrow, and consumers that run today must read what tomorrow says.
 */
export const breakingChanges = (kept: JsonSchema, now: JsonSchema, path = ''): readonly BreakingChange[] => {
  if (kept.type !== now.type)
    return [{ path, what: `was of type ${kept.type ?? 'any'} and is of type ${now.type ?? 'any'}` }];
  return [
    ...changedFields(kept, now, path),
    ...changedElements(kept, now, path),
    ...changedVariants(kept, now, path),
    ...changedValues(kept, now, path),
    ...changedRules(kept, now, path),
  ];
};

const changedFields = (kept: JsonSchema, now: JsonSchema, path: string): readonly BreakingChange[] => {
  const before = kept.properties ?? {};
  const after = now.properties ?? {};
  const added = Object.keys(after).filter((name) => !(name in before));
  const asked = (schema: JsonSchema, name: string): boolean => schema.required?.includes(name) === true;
  return [
    ...Object.entries(before).flatMap(([name, field]) => {
      const at = below(path, name);
      const still = after[name];
      if (!still) return [{ path: at, what: removed(field, added, after) }];
      if (asked(now, name) && !asked(kept, name)) return [{ path: at, what: 'was optional and is required' }];
      if (asked(kept, name) && !asked(now, name)) return [{ path: at, what: 'was always there and is optional' }];
      return breakingChanges(field, still, at);
    }),
    ...added
      .filter((name) => asked(now, name))
      .map((name) => ({ path: below(path, name), what: 'is new and required' })),
  ];
};

const removed = (field: JsonSchema, added: readonly string[], after: Readonly<Record<string, JsonSchema>>): string => {
  const heir = added.find((name) => isDeepStrictEqual(after[name], field));
  return heir ? `was removed, or renamed to \`${heir}\`` : 'was removed';
};

const changedElements = (kept: JsonSchema, now: JsonSchema, path: string): readonly BreakingChange[] => {
  const [before, after] = [elements(kept), elements(now)];
  if (before.length !== after.length) return [{ path: `${path}[]`, what: 'has another number of elements' }];
  return before.flatMap((element, index) => breakingChanges(element, after[index] ?? {}, `${path}[]`));
};

const elements = ({ items, prefixItems = [] }: JsonSchema): readonly JsonSchema[] =>
  items ? [...prefixItems, items] : prefixItems;

const changedVariants = (kept: JsonSchema, now: JsonSchema, path: string): readonly BreakingChange[] => {
  const [before, after] = [variants(kept), variants(now)];
  return [
    ...before.flatMap((variant, index) => {
      const still = after.find((other, otherIndex) => nameOf(other, otherIndex) === nameOf(variant, index));
      return still
        ? breakingChanges(variant, still, path)
        : [{ path, what: `lost the variant ${nameOf(variant, index)}` }];
    }),
    ...after
      .filter(
        (variant, index) => !before.some((other, otherIndex) => nameOf(other, otherIndex) === nameOf(variant, index)),
      )
      .map((variant) => ({ path, what: `got the variant ${nameOf(variant, after.indexOf(variant))}` })),
  ];
};

const variants = ({ oneOf = [], anyOf = [] }: JsonSchema): readonly JsonSchema[] => [...oneOf, ...anyOf];

/** A variant is known by its constant fields (`type: pickup`), else by its place. */
const nameOf = ({ properties = {} }: JsonSchema, index: number): string => {
  const constants = Object.entries(properties).filter(([, field]) => field.const !== undefined);
  return constants.length > 0
    ? constants.map(([name, field]) => `${name}: ${String(field.const)}`).join(', ')
    : `number ${index + 1}`;
};

const changedValues = (kept: JsonSchema, now: JsonSchema, path: string): readonly BreakingChange[] => {
  if (!kept.enum && !now.enum) return [];
  if (!kept.enum) return [{ path, what: `could be anything and is one of ${listed(now.enum)}` }];
  if (!now.enum) return [{ path, what: `was one of ${listed(kept.enum)} and can be anything` }];
  const gone = kept.enum.filter((value) => !now.enum?.includes(value));
  const come = now.enum.filter((value) => !kept.enum?.includes(value));
  return [
    ...(gone.length > 0 ? [{ path, what: `can no longer be ${listed(gone)}` }] : []),
    ...(come.length > 0 ? [{ path, what: `can now be ${listed(come)}, which nobody knows` }] : []),
  ];
};

const listed = (values: readonly unknown[] = []): string => values.map(String).join(', ');

const changedRules = (kept: JsonSchema, now: JsonSchema, path: string): readonly BreakingChange[] =>
  [...new Set([...Object.keys(kept), ...Object.keys(now)])]
    .filter((keyword) => ![...annotations, ...structure, 'type'].includes(keyword))
    .filter((keyword) => !isDeepStrictEqual(kept[keyword], now[keyword]))
    .map((keyword) => ({ path, what: `had ${rule(keyword, kept)} and has ${rule(keyword, now)}` }));

const rule = (keyword: string, schema: JsonSchema): string =>
  schema[keyword] === undefined ? `no ${keyword}` : `${keyword} ${JSON.stringify(schema[keyword])}`;

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

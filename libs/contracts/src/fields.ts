import { isPersonal } from '@pizzeria/bus';
import { z } from 'zod';

/** A leaf of a contract: `customer.phone`, or `items[].notes` within a list. */
export interface ContractField {
  readonly path: string;
  /** Marked as personal itself, or part of something that is. */
  readonly personal: boolean;
}

/**
 * Lists the leaves of a contract in the order they are written; each path once, whatever variants it occurs in.
 * Throws on a kind of schema it does not know, so that no field can hide in one.
 */
export const fieldsOf = (schema: z.ZodType): readonly ContractField[] => {
  const byPath = new Map<string, boolean>();
  for (const { path, personal } of leaves(schema, '', false)) {
    byPath.set(path, personal || byPath.get(path) === true);
  }
  return [...byPath].map(([path, personal]) => ({ path, personal }));
};

const leaves = (schema: z.ZodType, path: string, within: boolean): ContractField[] => {
  const personal = within || isPersonal(schema);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return leaves(schema.unwrap() as z.ZodType, path, personal);
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Record<string, z.ZodType>);
    return fields.flatMap(([name, field]) => leaves(field, path === '' ? name : `${path}.${name}`, personal));
  }
  if (schema instanceof z.ZodArray) return leaves(schema.element as z.ZodType, `${path}[]`, personal);
  if (schema instanceof z.ZodTuple) return several(schema.def.items, `${path}[]`, personal);
  if (schema instanceof z.ZodUnion) return several(schema.options, path, personal);
  if (isLeaf(schema)) return [{ path, personal }];
  throw new Error(`${path} is a ${schema.def.type}: say in fields.ts how to look into it`);
};

const several = (schemas: readonly unknown[], path: string, personal: boolean): ContractField[] =>
  schemas.flatMap((schema) => leaves(schema as z.ZodType, path, personal));

const isLeaf = (schema: z.ZodType): boolean =>
  ['string', 'number', 'int', 'boolean', 'enum', 'literal'].includes(schema.def.type);

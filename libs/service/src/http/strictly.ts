import { z } from 'zod';

/**
 * The same schema with every object in it refusing fields it does not name, at any depth.
 * Objects declared with `z.looseObject` or a catchall stay as they are. Contracts of events tolerate unknown fields,
 * requests do not: so a route can use a contract's schema and still refuse a misspelt field.
 */
export const strictly = (schema: z.ZodType): z.ZodType => {
  if (schema instanceof z.ZodObject) {
    const { def } = schema;
    const shape = Object.fromEntries(
      Object.entries(def.shape as Shape).map(([name, field]) => [name, strictly(field)]),
    );
    return cloned(schema, { ...def, shape, catchall: def.catchall ?? z.never() });
  }
  if (schema instanceof z.ZodArray) return cloned(schema, { ...schema.def, element: inner(schema.def.element) });
  if (schema instanceof z.ZodUnion)
    return cloned(schema, { ...schema.def, options: schema.def.options.map((option) => inner(option)) });
  if (schema instanceof z.ZodPipe) return cloned(schema, { ...schema.def, in: inner(schema.def.in) });
  if (schema instanceof z.ZodRecord) return cloned(schema, { ...schema.def, valueType: inner(schema.def.valueType) });
  if (schema instanceof z.ZodTuple)
    return cloned(schema, { ...schema.def, items: schema.def.items.map((item) => inner(item)) });
  if ('innerType' in schema.def)
    return cloned(schema, { ...schema.def, innerType: inner(schema.def.innerType as z.core.$ZodType) });
  return schema;
};

type Shape = Readonly<Record<string, z.ZodType>>;

const inner = (schema: z.core.$ZodType): z.ZodType => strictly(schema as z.ZodType);

const cloned = (schema: z.ZodType, def: object): z.ZodType => z.core.clone(schema, def as z.ZodType['def']);

import { z } from 'zod';

const marked = z.registry<{ readonly personal: true }>();

/**
 * Marks a contract field as personal data: logs, traces, dead-letter pages and analytics never show it.
 * Checks and descriptions added afterwards (`personal(z.string()).min(1)`) keep the mark.
 */
export const personal = <Schema extends z.ZodType>(schema: Schema): Schema => {
  const copy = schema.clone() as Schema;
  marked.add(copy, { personal: true });
  return copy;
};

export const isPersonal = (schema: z.core.$ZodType): boolean => marked.get(schema as z.ZodType)?.personal === true;

import { personal } from '@pizzeria/bus';
import { z } from 'zod';
import { fieldsOf } from './fields';

const personalPaths = (schema: z.ZodType) =>
  fieldsOf(schema)
    .filter((field) => field.personal)
    .map((field) => field.path);

describe('the fields of a contract', () => {
  it('are listed as paths, into objects, lists, pairs and variants', () => {
    const schema = z.object({
      id: z.uuid(),
      items: z.array(z.object({ halves: z.tuple([z.string(), z.string()]).optional(), count: z.int() })),
      how: z.discriminatedUnion('type', [
        z.object({ type: z.literal('pickup') }),
        z.object({ type: z.literal('delivery'), floor: z.int().nullable() }),
      ]),
    });
    expect(fieldsOf(schema).map((field) => field.path)).toEqual([
      'id',
      'items[].halves[]',
      'items[].count',
      'how.type',
      'how.floor',
    ]);
  });

  it('know their mark, whether it stands inside or outside of optional', () => {
    const schema = z.object({
      inside: personal(z.string()).optional(),
      outside: personal(z.string().optional()),
      plain: z.string(),
    });
    expect(personalPaths(schema)).toEqual(['inside', 'outside']);
  });

  it('inherit the mark of what they are part of', () => {
    expect(personalPaths(z.object({ address: personal(z.object({ city: z.string() })) }))).toEqual(['address.city']);
  });

  it('are personal when any variant says so', () => {
    const schema = z.union([z.object({ to: z.string() }), z.object({ to: personal(z.string()) })]);
    expect(personalPaths(schema)).toEqual(['to']);
  });

  it('cannot hide in a kind of schema that is not understood', () => {
    expect(() => fieldsOf(z.object({ notes: z.record(z.string(), z.string()) }))).toThrow(/notes is a record/);
  });
});

import fc from 'fast-check';
import { z } from 'zod';
import { blank, blankPersonal, personalPaths } from './blank-personal';
import { eventFamily } from './event';
import { personal } from './personal';
import { ParcelSent } from './testing/parcels';

const eventWith = (schema: z.ZodType) =>
  eventFamily({ type: 'example', source: 'example' })('depot')({
    name: 'thing.happened',
    meaning: 'Something happened.',
    schema,
    example: undefined,
    subject: () => 'thing/1',
  });

const blankedBy = (schema: z.ZodType, value: unknown) => blankPersonal(eventWith(schema), value);

describe('blanking personal data', () => {
  it('hides what is marked and shows the rest', () => {
    expect(blankPersonal(ParcelSent, ParcelSent.example)).toEqual({
      parcelId: 'p-1',
      grams: 250,
      recipient: { name: blank, phone: blank },
    });
  });

  it('leaves the payload it was given alone', () => {
    const data = structuredClone(ParcelSent.example);
    blankPersonal(ParcelSent, data);
    expect(data).toEqual(ParcelSent.example);
  });

  it('leaves absent fields absent', () => {
    expect(blankPersonal(ParcelSent, { parcelId: 'p', grams: 1, recipient: { name: 'Ada' } })).toEqual({
      parcelId: 'p',
      grams: 1,
      recipient: { name: blank },
    });
  });

  it('hides personal data of a past version by that version', () => {
    expect(blankPersonal(ParcelSent, { parcelId: 'p', grams: 1, recipientName: 'Ada' }, 1)).toEqual({
      parcelId: 'p',
      grams: 1,
      recipientName: blank,
    });
    expect(blankPersonal(ParcelSent, { anything: 'Ada' }, 9)).toBe(blank);
  });

  it.each([
    ['a check added later', personal(z.string()).min(2)],
    ['a description added later', personal(z.string()).describe('a name')],
    ['optional', personal(z.string()).optional()],
    ['nullable', personal(z.string()).nullable()],
    ['default', personal(z.string()).default('nobody')],
    ['readonly', personal(z.string()).readonly()],
    ['lazy', z.lazy(() => personal(z.string()))],
    ['a transform', personal(z.string()).transform((name) => name)],
    ['a union', z.union([z.number(), personal(z.string())])],
    ['a whole object', personal(z.object({ a: z.string() }))],
  ])('keeps a mark through %s', (_, field) => {
    expect(blankedBy(z.object({ field }), { field: 'Ada' })).toEqual({ field: blank });
    expect(personalPaths(eventWith(z.object({ field })))).toEqual(['field']);
  });

  it('blanks in arrays, tuples and records', () => {
    const name = personal(z.string());
    const schema = z.object({
      list: z.array(z.object({ name })),
      pair: z.tuple([z.string(), name]),
      by: z.record(z.string(), name),
    });
    expect(blankedBy(schema, { list: [{ name: 'Ada' }], pair: ['x', 'Ada'], by: { a: 'Ada' } })).toEqual({
      list: [{ name: blank }],
      pair: ['x', blank],
      by: { a: blank },
    });
    expect(personalPaths(eventWith(schema))).toEqual(['list[].name', 'pair[]', 'by.*']);
  });

  it('chooses the option of a union that the value is', () => {
    const schema = z.discriminatedUnion('by', [
      z.object({ by: z.literal('shop'), name: z.string() }),
      z.object({ by: z.literal('person'), name: personal(z.string()) }),
    ]);
    expect(blankedBy(schema, { by: 'shop', name: 'North' })).toEqual({ by: 'shop', name: 'North' });
    expect(blankedBy(schema, { by: 'person', name: 'Ada' })).toEqual({ by: 'person', name: blank });
    expect(blankedBy(schema, { by: 'nobody', name: 'Ada' })).toEqual({ by: 'nobody', name: blank });
  });

  it('blanks on both sides of an intersection', () => {
    const schema = z.intersection(z.object({ id: z.string() }), z.object({ name: personal(z.string()) }));
    expect(blankedBy(schema, { id: '1', name: 'Ada' })).toEqual({ id: '1', name: blank });
  });

  it('blanks what the contract does not describe', () => {
    const schema = z.object({ id: z.string(), contact: z.object({ name: personal(z.string()) }), count: z.number() });
    expect(blankedBy(schema, { id: { name: 'Ada' }, contact: 'Ada', count: 'many', phone: '+44' })).toEqual({
      id: blank,
      contact: blank,
      count: 'many',
      phone: blank,
    });
  });

  it('ends on a schema that contains itself', () => {
    const node: z.ZodType = z.object({
      name: personal(z.string()),
      get inner() {
        return node.optional();
      },
    });
    expect(blankedBy(node, { name: 'Ada', inner: { name: 'Bo' } })).toEqual({ name: blank, inner: { name: blank } });
    expect(personalPaths(eventWith(node))).toEqual(['name']);
  });
});

/** A schema, a value that fits it, and the leaves of the value by kind. */
interface Sample {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly secrets: number;
}

const open = fc.constant<Sample>({ schema: z.string(), value: 'shown', secrets: 0 });
const secret = fc.constant<Sample>({ schema: personal(z.string()), value: 'SECRET', secrets: 1 });

const { sample } = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { maxDepth: 4 },
    open,
    secret,
    tie('sample').map(({ schema, value, secrets }) => ({ schema: schema.optional(), value, secrets })),
    tie('sample').map(({ schema, value, secrets }) => ({
      schema: z.array(schema),
      value: [value, value],
      secrets: 2 * secrets,
    })),
    tie('sample').map(({ schema, value, secrets }) => ({ schema: z.union([z.number(), schema]), value, secrets })),
    fc.array(tie('sample'), { minLength: 1, maxLength: 4 }).map((fields) => ({
      schema: z.object(Object.fromEntries(fields.map(({ schema }, at) => [`f${at}`, schema]))),
      value: Object.fromEntries(fields.map(({ value }, at) => [`f${at}`, value])),
      secrets: fields.reduce((sum, { secrets }) => sum + secrets, 0),
    })),
  ),
}));

it('hides exactly the marked values of any payload', () => {
  fc.assert(
    fc.property(sample, ({ schema, value, secrets }) => {
      const before = JSON.stringify(value);
      const after = JSON.stringify(blankedBy(schema, value));
      expect(before.split('SECRET').length - 1).toBe(secrets);
      expect(after).toBe(before.replaceAll('SECRET', blank));
      expect(personalPaths(eventWith(schema)).length > 0).toBe(secrets > 0);
    }),
  );
});

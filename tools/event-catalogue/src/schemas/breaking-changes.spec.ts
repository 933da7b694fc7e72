import { allEvents } from '@pizzeria/contracts';
import { breakingChanges } from './breaking-changes';
import { jsonSchemaOf, versionsOf, type JsonSchema } from './json-schema';

const order: JsonSchema = {
  type: 'object',
  properties: {
    number: { type: 'integer', minimum: 1 },
    notes: { type: 'string' },
    size: { type: 'string', enum: ['small', 'large'] },
    items: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] } },
    fulfilment: {
      oneOf: [
        { type: 'object', properties: { type: { const: 'pickup' } }, required: ['type'] },
        { type: 'object', properties: { type: { const: 'delivery' }, line1: { type: 'string' } }, required: ['type'] },
      ],
    },
  },
  required: ['number', 'items'],
};
const having = (properties: Record<string, JsonSchema>, rest: JsonSchema = {}): JsonSchema => ({
  ...order,
  ...rest,
  properties: { ...order.properties, ...properties },
});
const without = (name: string): Record<string, JsonSchema> =>
  Object.fromEntries(Object.entries(order.properties ?? {}).filter(([key]) => key !== name));

describe('a change of a contract', () => {
  it.each<[string, JsonSchema, readonly string[]]>([
    ['nothing', order, []],
    ['an optional field is added', having({ tip: { type: 'integer' } }), []],
    [
      'an optional field is added deep inside',
      having({
        items: {
          type: 'array',
          items: {
            type: 'object',
            properties: { sku: { type: 'string' }, half: { type: 'string' } },
            required: ['sku'],
          },
        },
      }),
      [],
    ],
    ['something is explained', having({ notes: { type: 'string', description: 'What the cook should know.' } }), []],
    ['a field goes', { ...order, properties: without('notes') }, ['notes was removed']],
    [
      'a field gets another name',
      { ...order, properties: { ...without('size'), width: { type: 'string', enum: ['small', 'large'] } } },
      ['size was removed, or renamed to `width`'],
    ],
    [
      'a new field is required',
      having({ tip: { type: 'integer' } }, { required: ['number', 'items', 'tip'] }),
      ['tip is new and required'],
    ],
    [
      'an optional field is required',
      having({}, { required: ['number', 'items', 'notes'] }),
      ['notes was optional and is required'],
    ],
    ['a required field is optional', having({}, { required: ['items'] }), ['number was always there and is optional']],
    ['a type changes', having({ number: { type: 'string' } }), ['number was of type integer and is of type string']],
    ['values are fewer', having({ size: { type: 'string', enum: ['large'] } }), ['size can no longer be small']],
    [
      'values are more',
      having({ size: { type: 'string', enum: ['small', 'large', 'huge'] } }),
      ['size can now be huge, which nobody knows'],
    ],
    ['values are anything', having({ size: { type: 'string' } }), ['size was one of small, large and can be anything']],
    [
      'anything becomes values',
      having({ notes: { type: 'string', enum: ['crisp'] } }),
      ['notes could be anything and is one of crisp'],
    ],
    [
      'a rule is tightened',
      having({ number: { type: 'integer', minimum: 10 } }),
      ['number had minimum 1 and has minimum 10'],
    ],
    [
      'a rule is new',
      having({ notes: { type: 'string', maxLength: 9 } }),
      ['notes had no maxLength and has maxLength 9'],
    ],
    ['a rule is gone', having({ number: { type: 'integer' } }), ['number had minimum 1 and has no minimum']],
    [
      'a field within a list goes',
      having({ items: { type: 'array', items: { type: 'object', properties: {}, required: [] } } }),
      ['items[].sku was removed'],
    ],
    [
      'a list has no elements any more',
      having({ items: { type: 'array' } }),
      ['items[] has another number of elements'],
    ],
    [
      'a variant goes',
      having({ fulfilment: { oneOf: (order.properties?.['fulfilment']?.oneOf ?? []).slice(1) } }),
      ['fulfilment lost the variant type: pickup'],
    ],
    [
      'a variant comes',
      having({
        fulfilment: {
          oneOf: [
            ...(order.properties?.['fulfilment']?.oneOf ?? []),
            { type: 'object', properties: { type: { const: 'dine-in' } } },
          ],
        },
      }),
      ['fulfilment got the variant type: dine-in'],
    ],
    [
      'a field of a variant goes',
      having({
        fulfilment: {
          oneOf: [
            ...(order.properties?.['fulfilment']?.oneOf ?? []).slice(0, 1),
            { type: 'object', properties: { type: { const: 'delivery' } }, required: ['type'] },
          ],
        },
      }),
      ['fulfilment.line1 was removed'],
    ],
  ])('in which %s', (_, now, found) => {
    expect(breakingChanges(order, now).map(({ path, what }) => `${path} ${what}`)).toEqual(found);
  });
});

/** Every schema that can be made of one by changing one object in it, with the object's path. */
const changedOnce = (
  schema: JsonSchema,
  change: (object: JsonSchema) => readonly { readonly schema: JsonSchema; readonly at: string }[],
): { schema: JsonSchema; at: string }[] => {
  const inside = (key: string, child: JsonSchema, put: (changed: JsonSchema) => JsonSchema) =>
    changedOnce(child, change).map(({ schema: changed, at }) => ({ schema: put(changed), at: `${key}.${at}` }));
  const among = (keyword: 'oneOf' | 'anyOf' | 'prefixItems') =>
    (schema[keyword] ?? []).flatMap((child, index) =>
      inside('', child, (changed) => ({ ...schema, [keyword]: schema[keyword]?.with(index, changed) })),
    );
  return [
    ...(schema.properties ? change(schema) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, child]) =>
      inside(name, child, (changed) => ({ ...schema, properties: { ...schema.properties, [name]: changed } })),
    ),
    ...(schema.items ? inside('[]', schema.items, (changed) => ({ ...schema, items: changed })) : []),
    ...(['oneOf', 'anyOf', 'prefixItems'] as const).flatMap(among),
  ];
};

const fieldGone = (object: JsonSchema) =>
  Object.keys(object.properties ?? {}).map((name) => {
    const { [name]: _gone, ...properties } = object.properties ?? {};
    return {
      schema: { ...object, properties, required: object.required?.filter((other) => other !== name) },
      at: name,
    };
  });
const requiredTurned = (object: JsonSchema) =>
  Object.keys(object.properties ?? {}).map((name) => {
    const { required = [] } = object;
    const turned = required.includes(name) ? required.filter((other) => other !== name) : [...required, name];
    return { schema: { ...object, required: turned }, at: name };
  });
const valueGone = (object: JsonSchema) =>
  Object.entries(object.properties ?? {}).flatMap(([name, field]) =>
    (field.enum ?? []).map((value) => ({
      schema: {
        ...object,
        properties: {
          ...object.properties,
          [name]: { ...field, enum: field.enum?.filter((other) => other !== value) },
        },
      },
      at: name,
    })),
  );
const fieldAdded = (object: JsonSchema) => [
  { schema: { ...object, properties: { ...object.properties, addedLater: { type: 'string' } } }, at: 'addedLater' },
];

describe.each(
  allEvents.flatMap(versionsOf).map((version) => ({ name: `${version.event.name} v${version.version}`, version })),
)('$name', ({ version }) => {
  const schema = jsonSchemaOf(version);
  const unnoticed = (change: Parameters<typeof changedOnce>[1]) =>
    changedOnce(schema, change).filter((changed) => breakingChanges(schema, changed.schema).length === 0);

  it('is compatible with itself', () => expect(breakingChanges(schema, schema)).toEqual([]));
  it('loses no field unnoticed, at any depth', () => expect(unnoticed(fieldGone)).toEqual([]));
  it('requires no field more or less unnoticed', () => expect(unnoticed(requiredTurned)).toEqual([]));
  it('loses no value unnoticed', () => expect(unnoticed(valueGone)).toEqual([]));
  it('may get an optional field anywhere', () => {
    const changes = changedOnce(schema, fieldAdded);
    expect(unnoticed(fieldAdded)).toHaveLength(changes.length);
    expect(changes.length).toBeGreaterThan(0);
  });
});

import { blankPersonal, routingKeyOf, type EventDefinition } from '@pizzeria/bus';
import type { z } from 'zod';
import { allEvents } from './all-events';
import { fieldsOf } from './fields';

const comfortable = 8 * 1024;
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const named = allEvents.map((event): [string, EventDefinition] => [event.name, event]);
const pastOnes = allEvents.flatMap((event) =>
  event.past.map((past, index): [string, EventDefinition, number] => [`${event.name} v${past.version}`, event, index]),
);

/** A payload of a past version as it is understood today. */
const upcastToday = (event: EventDefinition, from: number): unknown =>
  event.past.slice(from).reduce<unknown>((data, past) => past.upcast(past.schema.parse(data) as never), {
    ...(event.past[from]?.example as object),
  });

const writtenExamples: [string, z.ZodType, unknown][] = allEvents.flatMap((event) => [
  [`${event.name} v${event.version}`, event.schema, event.example] as [string, z.ZodType, unknown],
  ...event.past.map(
    (past) => [`${event.name} v${past.version}`, past.schema, past.example] as [string, z.ZodType, unknown],
  ),
]);

describe('all contracts', () => {
  it('have names of their own', () => {
    const names = allEvents.map((event) => event.name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toHaveLength(20);
  });

  it.each(named)('%s says in one sentence what has happened', (_, event) => {
    expect(event.meaning).toMatch(/^[A-Z][^\n]{15,120}\.$/);
    expect(event.meaning).not.toMatch(/\. /);
  });

  it.each(named)('%s has the type, source, subject and route its family gives it', (name, event) => {
    expect(event.type).toBe(`com.mariopizzeria.${name}`);
    expect(event.source).toBe(`mario-pizzeria/${event.owner}`);
    expect(event.subject(event.example)).toMatch(
      /^(order|ingredient|purchase-order|notification)\/[a-z0-9-]+$|^(kitchen|menu)\/main$/,
    );
    expect(routingKeyOf(event)).toBe(`${name}.v${event.version}`);
  });

  it.each(named)('%s counts its versions without a gap', (_, event) => {
    const versions = [...event.past.map((past) => past.version), event.version];
    expect(versions).toEqual(versions.map((_version, index) => index + 1));
  });
});

describe('the fields of an event', () => {
  const pathsOf = (event: EventDefinition) => fieldsOf(event.schema).map(({ path }) => path);
  const consumers =
    /printer|display|screen|station|template|provider|twilio|smtp|queue|webhook|consumer|subscriber|dashboard/i;
  // Which provider took a message is what notifications itself has to tell.
  const ofOthers = named.filter(([, { owner }]) => owner !== 'notifications');

  it.each(ofOthers)('%s know nothing of who handles it', (_, event) => {
    expect(pathsOf(event).filter((path) => consumers.test(path))).toEqual([]);
  });

  it.each(named)('%s are no whole aggregate: some facts, and no history of them', (_, event) => {
    const paths = pathsOf(event);
    expect(paths.length).toBeLessThanOrEqual(40);
    expect(paths.filter((path) => /version|history|payments|movements/i.test(path))).toEqual([]);
  });
});

describe('the example of', () => {
  it.each(writtenExamples)(
    '%s is what its contract says, and complete in its required fields',
    (_, schema, example) => {
      expect(schema.parse(example)).toEqual(example);
    },
  );

  it.each(writtenExamples)('%s survives the way through JSON', (_, schema, example) => {
    expect(schema.parse(throughJson(example))).toEqual(example);
  });

  it.each(writtenExamples)('%s is far from the size limit', (_, __, example) => {
    expect(Buffer.byteLength(JSON.stringify(example))).toBeLessThan(comfortable);
  });

  it.each(writtenExamples)('%s is understood with fields a later publisher added', (_, schema, example) => {
    expect(schema.parse({ ...(example as object), addedLater: { by: 'somebody' } })).toEqual(example);
  });

  it.each(writtenExamples)('%s is refused when a field it needs is missing', (_, schema, example) => {
    const { [Object.keys(example as object)[0] ?? '']: first, ...rest } = example as Record<string, unknown>;
    expect(first).toBeDefined();
    expect(schema.safeParse(rest).success).toBe(false);
  });
});

describe('a stored message of', () => {
  it.each(pastOnes)('%s becomes the current version', (_, event, index) => {
    const today = upcastToday(event, index);
    expect(event.schema.parse(today)).toEqual(today);
    expect(event.subject(today)).toBe(event.subject(event.example));
  });
});

describe('the contact of the customer', () => {
  const reaching = [
    'order.placed',
    'payment.processed',
    'payment.refunded',
    'order.cancelled',
    'order.out-for-delivery',
    'order.undeliverable',
    'order.ready',
    'order.recalled',
    'order.estimate-changed',
  ];
  const withContact = allEvents.filter(({ schema }) => fieldsOf(schema).some(({ path }) => path === 'customer.phone'));

  it('is in every event that leads to a message to them, and in no other', () => {
    expect(withContact.map(({ name }) => name)).toEqual(reaching);
  });
});

describe('personal data', () => {
  const fields = writtenExamples.flatMap(([name, schema]) => fieldsOf(schema).map((field) => ({ name, ...field })));
  const looksPersonal =
    /(^|\.)(customer|courier)\.(name|phone|email)$|phone|email|(^|\.)address(\.|$)|notes|instructions$/i;
  const shownToEveryone = ['pickupInstructions'];

  it('is marked wherever a field is a person, a way to reach one, or a free word to or from one', () => {
    const forgotten = fields.filter(
      ({ path, personal }) => looksPersonal.test(path) && !shownToEveryone.includes(path) && !personal,
    );
    expect(forgotten).toEqual([]);
  });

  it.each(named)('is gone from a blanked %s, of whatever version', (_, event) => {
    const blanked = [
      blankPersonal(event, event.example),
      ...event.past.map((past) => blankPersonal(event, past.example, past.version)),
    ];
    expect(JSON.stringify(blanked)).not.toMatch(/Ada|ada@|\+1415|Main St|Springfield|well done|Bruno|dairy@/);
  });

  it('is not marked on what the shop measures', () => {
    const blind = fields.filter(({ path, personal }) => /amount|id$|at$|sku|number|quantity/i.test(path) && personal);
    expect(blind).toEqual([]);
  });
});

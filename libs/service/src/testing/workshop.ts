import { z } from 'zod';
import { deliver, eventFamily, on, Reject, RetryAfter, type DataOf } from '@pizzeria/bus';
import type { Database, Migration } from '@pizzeria/postgres';
import { defineService, type Publish } from '../definition';
import { route } from '../http/route';

const shopEvent = eventFamily({ type: 'example.workshop', source: 'workshop' });
const bikeId = z.string();

/** Another service's event: somebody brings a bicycle. */
export const BikeBrought = shopEvent('counter')({
  name: 'bike.brought',
  meaning: 'A bicycle waits to be repaired.',
  schema: z.object({ bikeId, trouble: z.string() }),
  example: { bikeId: 'b-1', trouble: 'flat tyre' },
  subject: (data) => `bike/${data.bikeId}`,
});

export const BikeRepaired = shopEvent('workshop')({
  name: 'bike.repaired',
  meaning: 'A bicycle can be ridden again.',
  schema: z.object({ bikeId, bill: z.int() }),
  example: { bikeId: 'b-1', bill: 1_500 },
  subject: (data) => `bike/${data.bikeId}`,
});

export const BikePolished = shopEvent('workshop')({
  name: 'bike.polished',
  meaning: 'A bicycle shines.',
  schema: z.object({ bikeId }),
  example: { bikeId: 'b-1' },
  subject: (data) => `bike/${data.bikeId}`,
});

type Ours = typeof BikeRepaired | typeof BikePolished;

export interface WorkshopParts {
  readonly database: Database;
  readonly publish: Publish<Ours>;
  readonly phone: Phone;
}

/** The outside world: what it was told, and how it misbehaves next. */
export interface Phone {
  /** Calls begun, come through or not: each claim before them is committed, and the service knows it. */
  rings: number;
  /** Calls that came through. */
  readonly calls: string[];
  /** Thrown by the next calls, one each. */
  readonly failures: Error[];
  /** Delays asked for before the next calls, ms. */
  readonly waits: number[];
  /** A call ends no sooner. */
  hold?: Promise<void>;
}

export const quietPhone = (): Phone => ({ rings: 0, calls: [], failures: [], waits: [] });

const note = async (database: Database, bike: string, what: string): Promise<void> => {
  await database.sql('notes').insert({ bike, what });
};

const repair = on(BikeBrought, async ({ data }: { data: DataOf<typeof BikeBrought> }, parts: WorkshopParts) => {
  await note(parts.database, data.bikeId, 'repaired');
  if (data.trouble === 'stolen') throw new Reject('this bicycle is stolen');
  if (data.trouble === 'rust') throw new Error('the bolt does not move');
  parts.publish(
    [
      { event: BikeRepaired, data: { bikeId: data.bikeId, bill: 1_500 } },
      { event: BikePolished, data: { bikeId: data.bikeId } },
    ],
    { sequence: 7 },
  );
});

const ring = deliver(BikeRepaired, {
  claim: async ({ data }: { data: DataOf<typeof BikeRepaired> }, { database, phone }: WorkshopParts) => {
    if (data.bill === 0) return undefined;
    const wait = phone.waits.shift();
    if (wait !== undefined) throw new RetryAfter(wait);
    await note(database, data.bikeId, 'claimed');
    return data.bikeId;
  },
  send: async (bike, { phone, signal }) => {
    phone.rings += 1;
    await phone.hold;
    signal.throwIfAborted();
    const failure = phone.failures.shift();
    if (failure) throw failure;
    phone.calls.push(bike);
    return `called about ${bike}`;
  },
  settle: async (bike, receipt, { database }) => note(database, bike, receipt),
  release: async (bike, { final }, { database }) => note(database, bike, final ? 'given up' : 'released'),
});

const notes: Migration = {
  name: '001-notes',
  up: (sql) =>
    sql.schema.createTable('notes', (table) => {
      table.increments('id');
      table.text('bike').notNullable();
      table.text('what').notNullable();
    }),
};

const bring = route({
  method: 'post',
  path: '/api/workshop/bikes',
  summary: 'Brings a bicycle',
  who: 'anyone',
  body: z.object({ bikeId, fail: z.boolean().optional() }),
  answers: { 201: z.object({ number: z.int() }) },
  refuses: { 409: ['closed'] },
  handle: async ({ body }, { database, publish }: WorkshopParts) => {
    const [row] = await database
      .sql('notes')
      .insert({ bike: body.bikeId, what: 'brought' })
      .returning<{ id: number }[]>('id');
    publish([{ event: BikePolished, data: { bikeId: body.bikeId } }], { sequence: 1 });
    if (body.fail) throw Object.assign(new Error('Closed.'), { kind: 'conflict', code: 'closed' });
    return { status: 201, body: { number: row?.id }, headers: { Location: `/api/workshop/bikes/${body.bikeId}` } };
  },
});

const polish = route({
  method: 'post',
  path: '/api/workshop/bikes/:bikeId/polish',
  summary: 'Polishes a bicycle',
  who: 'anyone',
  params: z.object({ bikeId }),
  about: (params) => `bike/${params.bikeId}`,
  answers: { 200: z.object({}) },
  handle: async ({ params }, { publish }: WorkshopParts) => {
    publish([{ event: BikePolished, data: { bikeId: params.bikeId } }], { sequence: 20 });
    return { status: 200, body: {} };
  },
});

const lie = route({
  method: 'get',
  path: '/api/workshop/lie',
  summary: 'Breaks its contract',
  who: ['manager'],
  answers: { 200: z.object({ number: z.int() }) },
  handle: async () => ({ status: 200, body: { number: 'seven' } }),
});

const sulk = route({
  method: 'get',
  path: '/api/workshop/sulk',
  summary: 'Refuses in a way that it does not declare',
  who: ['manager'],
  answers: { 200: z.object({}) },
  refuses: { 409: ['closed'] },
  handle: async () => {
    throw Object.assign(new Error('Not today.'), { kind: 'conflict', code: 'sulking' });
  },
});

/** A small service with every kind of handler and route, for the kit's own tests. */
export const workshop = (phone: Phone) =>
  defineService({
    name: 'workshop',
    publishes: [BikeRepaired, BikePolished],
    subscriptions: { repairs: { handlers: [repair] }, calls: { handlers: [ring], deadlineMs: 10_000 } },
    routes: [bring, polish, lie, sulk],
    migrations: [notes],
    settings: {},
    parts: ({ database, publish }): WorkshopParts => ({ database, publish, phone }),
  });

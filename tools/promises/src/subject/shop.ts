import { z } from 'zod';
import { on } from '@pizzeria/bus';
import type { Database, Migration } from '@pizzeria/postgres';
import { defineService, route, type Publish } from '@pizzeria/service';
import { AlarmRaised, BellRung, deeds, JobDone, JobHurried, JobOrdered } from './contracts';
import type { Probe } from './probe';

type Ours = typeof JobOrdered | typeof JobHurried | typeof BellRung | typeof AlarmRaised;

export interface ShopParts {
  readonly database: Database;
  readonly publish: Publish<Ours>;
}

const tables: Migration = {
  name: '001-shop',
  up: async (sql) => {
    await sql.schema.createTable('orders', (table) => {
      table.increments('id');
      table.text('job').notNullable();
    });
    await sql.schema.createTable('finished', (table) => {
      table.increments('id');
      table.text('job').notNullable();
    });
  },
};

const deed = z.enum(deeds);

const order = route({
  method: 'post',
  path: '/api/jobs',
  summary: 'Takes a job',
  who: 'anyone',
  body: z.object({ job: z.string(), does: deed, post: deed, sequence: z.int() }),
  answers: { 201: z.object({}) },
  handle: async ({ body: { sequence, ...data } }, { database, publish }: ShopParts) => {
    await database.sql('orders').insert({ job: data.job });
    publish([{ event: JobOrdered, data }], { sequence });
    return { status: 201, body: {} };
  },
});

const misorder = route({
  method: 'post',
  path: '/api/impossible-jobs',
  summary: 'Writes, and then publishes what does not fit its contract',
  who: 'anyone',
  body: z.object({ job: z.string() }),
  answers: { 201: z.object({}) },
  handle: async ({ body: { job } }, { database, publish }: ShopParts) => {
    await database.sql('orders').insert({ job });
    publish([{ event: JobOrdered, data: { job, does: 'work', post: 7 as never } }], { sequence: 1 });
    return { status: 201, body: {} };
  },
});

const call = route({
  method: 'post',
  path: '/api/calls',
  summary: 'Publishes an event without an order',
  who: 'anyone',
  body: z.object({ job: z.string(), what: z.enum(['bell', 'alarm', 'hurry']) }),
  answers: { 201: z.object({}) },
  handle: async ({ body: { job, what } }, { publish }: ShopParts) => {
    const data = { job };
    const raised = {
      bell: { event: BellRung, data },
      alarm: { event: AlarmRaised, data },
      hurry: { event: JobHurried, data },
    };
    publish([raised[what]], { sequence: 1 });
    return { status: 201, body: {} };
  },
});

const finish = on(JobDone, async ({ data }: { data: { job: string } }, { database }: ShopParts) => {
  await database.sql('finished').insert({ job: data.job });
});

/** The publishing side of the subject: takes jobs over HTTP. `made` is given its parts. */
export const shop = (_probe: Probe, made: (parts: ShopParts) => void) =>
  defineService({
    name: 'shop',
    publishes: [JobOrdered, JobHurried, BellRung, AlarmRaised],
    subscriptions: { finished: { handlers: [finish] } },
    routes: [order, misorder, call],
    migrations: [tables],
    settings: {},
    parts: ({ database, publish }): ShopParts => {
      const parts = { database, publish };
      made(parts);
      return parts;
    },
  });

import { deliver, on, type DataOf, type Handling } from '@pizzeria/bus';
import type { Database, Migration } from '@pizzeria/postgres';
import { defineService, type Publish } from '@pizzeria/service';
import { JobDone, JobHurried, JobOrdered, JobOrderedTomorrow } from './contracts';
import type { Release } from './messages';
import type { Probe } from './probe';

export interface DeskParts {
  readonly database: Database;
  readonly publish: Publish<typeof JobDone>;
  readonly probe: Probe;
}

/** A deadline that tests can wait for; the default is 20 s. */
export const shortDeadlineMs = 300;

const tables: Migration = {
  name: '001-desk',
  up: async (sql) => {
    await sql.schema.createTable('effects', (table) => {
      table.increments('id');
      table.text('job').notNullable();
    });
    await sql.schema.createTable('states', (table) => {
      table.text('job').primary();
      table.integer('sequence').notNullable();
    });
    await sql.schema.createTable('posts', (table) => {
      table.text('job').notNullable();
      table.integer('occurrence').notNullable();
      table.text('state').notNullable();
      table.primary(['job', 'occurrence']);
    });
  },
};

interface OrderedEvent {
  readonly data: DataOf<typeof JobOrdered>;
  readonly sequence: number;
}

/** Effect and event first, then what the test wants: so that a throw has something to roll back. */
const work = async ({ data, sequence }: OrderedEvent, parts: DeskParts & Handling): Promise<void> => {
  const { database, publish, probe, signal } = parts;
  await database.sql('effects').insert({ job: data.job });
  // The latest state wins, in whatever order the events come.
  await database.sql.raw(
    `INSERT INTO states AS s (job, sequence) VALUES (?, ?)
     ON CONFLICT (job) DO UPDATE SET sequence = GREATEST(s.sequence, excluded.sequence)`,
    [data.job, sequence],
  );
  publish([{ event: JobDone, data: { job: data.job, post: data.post } }], { sequence });
  await probe.act('work', data.job, data.does, signal);
};

/** Writes, and then takes longer than it may. */
const hurry = on(JobHurried, async ({ data }: { data: { job: string } }, parts: DeskParts & Handling) => {
  await parts.database.sql('effects').insert({ job: data.job });
  await parts.probe.act('hurry', data.job, 'hang', parts.signal);
});

interface Claim {
  readonly job: string;
  readonly occurrence: number;
  readonly post: DataOf<typeof JobDone>['post'];
}

const setState = async (database: Database, { job, occurrence }: Claim, state: string): Promise<void> => {
  await database.sql('posts').insert({ job, occurrence, state }).onConflict(['job', 'occurrence']).merge();
};

/** Whether this attempt is the first to claim it: of two at once, which a lost connection brings about, one is. */
const newlyClaimed = async (database: Database, { job, occurrence }: Claim): Promise<boolean> => {
  const row = { job, occurrence, state: 'claimed' };
  const made = await database.sql('posts').insert(row).onConflict(['job', 'occurrence']).ignore().returning('job');
  return made.length > 0;
};

/** Calls the outside world, which is the test. */
const post = deliver(JobDone, {
  claim: async ({ data, sequence }: { data: DataOf<typeof JobDone>; sequence: number }, parts: DeskParts) => {
    const { database, probe } = parts;
    const claim: Claim = { job: data.job, occurrence: sequence, post: data.post };
    if (claim.post === 'wait') await probe.act('claim', claim.job, 'wait', new AbortController().signal);
    if (await newlyClaimed(database, claim)) return claim;
    // Another attempt may be about to change it: what it is then, counts.
    const row = await database
      .sql<{ job: string; occurrence: number; state: string }>('posts')
      .where({ job: claim.job, occurrence: claim.occurrence })
      .forUpdate()
      .first('state');
    // Left behind by a process that died between send and settle: nobody knows, so it is not sent again.
    if (row?.state === 'claimed') await setState(database, claim, 'uncertain');
    if (row?.state !== 'released') return undefined;
    await setState(database, claim, 'claimed');
    return claim;
  },
  send: async (claim, { probe, signal }) => {
    if (claim.post !== 'hold' && claim.post !== 'wait') await probe.act('send', claim.job, claim.post, signal);
    probe.report({ kind: 'sent', place: 'post', job: claim.job });
    if (claim.post === 'hold') await probe.act('send', claim.job, 'hold', signal);
    return 'receipt';
  },
  settle: (claim, _receipt, { database }) => setState(database, claim, 'sent'),
  release: (claim, { final }, { database }) => setState(database, claim, final ? 'given-up' : 'released'),
});

/** The handling side of the subject: both forms of handler. */
export const desk = (probe: Probe, release: Release = 'today') =>
  defineService({
    name: 'desk',
    publishes: [JobDone],
    subscriptions: {
      work: { handlers: [release === 'today' ? on(JobOrdered, work) : on(JobOrderedTomorrow, work)], concurrency: 4 },
      hurry: { handlers: [hurry], deadlineMs: shortDeadlineMs },
      post: { handlers: [post] },
    },
    routes: [],
    migrations: [tables],
    settings: {},
    parts: ({ database, publish }): DeskParts => ({ database, publish, probe }),
  });

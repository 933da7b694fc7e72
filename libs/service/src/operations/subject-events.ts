import { subjectHistory, type Database, type SubjectEntry, type SubjectPlace } from '@pizzeria/postgres';
import { z } from 'zod';
import { route, type Route } from '../http/route';

/** What the route works with. */
export interface SubjectEventsParts {
  readonly database: Database;
}

const time = z.iso.datetime();

const published = z.object({
  way: z.literal('published'),
  eventId: z.string(),
  type: z.string(),
  at: time,
  /** `waiting` in the outbox, `confirmed` by the bus, or `parked`: refused by it again and again. */
  outcome: z.enum(['waiting', 'confirmed', 'parked']),
  sequence: z.int(),
  /** The event that it was published because of. */
  causationId: z.string().optional(),
});

const handled = z.object({
  way: z.literal('handled'),
  eventId: z.string(),
  type: z.string().optional(),
  at: time,
  subscription: z.string(),
  /** Given up messages are dead letters, and may have been replayed or discarded since. */
  outcome: z.enum(['handled', 'given-up', 'replayed', 'discarded']),
  attempts: z.int(),
  /** Known a second after it was handled; left out where its process was killed before. */
  tookMs: z.int().optional(),
});

const place = z.object({ at: z.iso.datetime().transform((at) => new Date(at)), key: z.string().min(1).max(500) });

const cursor = z.string().transform((given, context): SubjectPlace => {
  const [at, ...key] = given.split('~');
  const read = place.safeParse({ at, key: key.join('~') });
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', message: 'is no cursor of this list' });
  return z.NEVER;
});

/** What every service tells its operators of one subject: `/api/operations/<service>/events?subject=order/4711`. */
export const subjectEventsRoute = (service: string): Route<SubjectEventsParts> =>
  route({
    method: 'get',
    path: `/api/operations/${service}/events`,
    summary: 'What this service published and handled about a subject in the last 30 days, oldest first',
    who: ['manager'],
    query: z.object({
      /** As events name it, for example `order/4711`. */
      subject: z.string().min(1).max(500),
      cursor: cursor.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    answers: {
      200: z.object({
        events: z.array(z.discriminatedUnion('way', [published, handled])),
        nextCursor: z.string().optional(),
      }),
    },
    handle: async ({ query: { subject, cursor: after, limit } }, { database }: SubjectEventsParts) => {
      const found = await subjectHistory(database, subject, { after, limit: limit + 1 });
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      const next = last ? { nextCursor: `${last.at.toISOString()}~${last.key}` } : {};
      return { status: 200, body: { events: page.map((entry) => viewOf(service, entry)), ...next } };
    },
  });

const viewOf = (service: string, { way, eventId, type, at, outcome, ...more }: SubjectEntry) => {
  const { sequence, causationId, queue, attempts, tookMs } = more;
  const seen = { way, eventId, type, at: at.toISOString(), outcome };
  if (way === 'published') return { ...seen, sequence, causationId };
  return { ...seen, subscription: queue?.replace(`${service}.`, ''), attempts, tookMs };
};

import { z } from 'zod';
import { route, type Route } from '../http/route';
import { filterBody, filterOf, saysWhich } from './filter';
import { groupView, viewOfGroup } from './letter-view';
import { nameOf, type DeadLetterParts } from './parts';

const count = z.int().min(0);
const time = z.iso.datetime({ offset: true });

const order = filterBody
  .extend({
    /** Only says which letters are meant. */
    dryRun: z.boolean().default(false),
    ratePerSecond: z.number().min(0.2).max(500).default(50),
    /** Letters in this call. */
    limit: z.int().min(1).max(500).default(500),
    /** What the first call of a run answered: no letter is replayed twice in it, however often it fails again. */
    startedAt: time.optional(),
  })
  .refine((given) => saysWhich(given), 'name something to choose letters by, or all: true');

const report = z.object({
  dryRun: z.boolean(),
  /** Letters that are meant and wait: before the call of a dry run, after it otherwise. */
  left: count,
  replayed: count,
  /** What the bus does not take; they wait as before. */
  refused: z.array(z.object({ id: z.uuid(), error: z.string() })),
  startedAt: time,
  /** Of a dry run. */
  groups: z.array(groupView).optional(),
});

/**
 * Each letter is sent and marked by itself: whatever interrupts the run, every letter has been replayed or waits.
 * Asked again with the same `Idempotency-Key` after it was interrupted, it goes on with what is left.
 */
export const replayMany = (path: string): Route<DeadLetterParts> =>
  route({
    method: 'post',
    path,
    summary:
      'Send all waiting dead letters of a filter again, or with dryRun say which; a call works for 5 s or 500 letters ' +
      'at most and answers how many are left: call again with its startedAt until none is',
    who: ['manager'],
    body: order,
    answers: { 200: report },
    refuses: { 409: ['replay-under-way'], 503: ['bus-unavailable'] },
    handle: async ({ body, caller }, { letters, replaying }: DeadLetterParts) => {
      const { dryRun, ratePerSecond, limit, startedAt: said, all: _, ...fields } = body;
      const filter = filterOf(fields);
      const startedAt = said === undefined ? undefined : new Date(said);
      if (!dryRun) {
        const done = await replaying.many({ filter, ratePerSecond, limit, startedAt, by: nameOf(caller) });
        return { status: 200, body: { dryRun, ...done, startedAt: done.startedAt.toISOString() } };
      }
      const at = startedAt ?? (await letters.now());
      const meant = { ...filter, notReplayedSince: at };
      const [left, groups] = [await letters.total(meant), await letters.groups(meant)];
      const body200 = { dryRun, left, replayed: 0, refused: [], startedAt: at.toISOString() };
      return { status: 200, body: { ...body200, groups: groups.map(viewOfGroup) } };
    },
  });

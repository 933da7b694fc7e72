import type { DeadLetterChange } from '@pizzeria/postgres';
import { z } from 'zod';
import { HttpProblem } from '../http/problems';
import { route, type Answer, type Route } from '../http/route';
import { oneLine } from '../http/text';
import { cursor, cursorOf, filterOf, filterQuery } from './filter';
import { changedLetter, detailsOf, groupView, letterDetails, letterView, viewOf, viewOfGroup } from './letter-view';
import { nameOf, type DeadLetterParts } from './parts';
import { replayMany } from './replay-route';

const who = ['manager'] as const;
const params = z.object({ id: z.uuid() });

/** What every service serves about the messages it gave up, below `/api/operations/<service>/dead-letters`. */
export const deadLetterRoutes = (service: string): readonly Route<DeadLetterParts>[] => {
  const path = `/api/operations/${service}/dead-letters`;
  return [list(path), groups(`${path}/groups`), show(`${path}/:id`), replayMany(`${path}/replay`), ...actions(path)];
};

const list = (path: string): Route<DeadLetterParts> =>
  route({
    method: 'get',
    path,
    summary: 'Messages this service gave up and kept, newest first, by filter and by pages; personal data blank',
    who,
    query: filterQuery.extend({
      cursor: cursor.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answers: { 200: z.object({ items: z.array(letterView), nextCursor: z.string().optional() }) },
    handle: async ({ query }, { letters }: DeadLetterParts) => {
      const { cursor: after, limit, ...filter } = query;
      const found = await letters.list({ ...filterOf(filter), after, limit: limit + 1 });
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return { status: 200, body: { items: items.map(viewOf), ...(last ? { nextCursor: cursorOf(last) } : {}) } };
    },
  });

const groups = (path: string): Route<DeadLetterParts> =>
  route({
    method: 'get',
    path,
    summary:
      'The same counted by queue, reason, type and first line of the error; the largest groups first, 200 at most',
    who,
    query: filterQuery,
    answers: { 200: z.object({ groups: z.array(groupView) }) },
    handle: async ({ query }, { letters }: DeadLetterParts) => ({
      status: 200,
      body: { groups: (await letters.groups(filterOf(query))).map(viewOfGroup) },
    }),
  });

const show = (path: string): Route<DeadLetterParts> =>
  route({
    method: 'get',
    path,
    summary: 'One dead letter with its error, its body with personal data blank, and all that was done about it',
    who,
    params,
    answers: { 200: letterDetails },
    refuses: { 404: ['unknown-dead-letter'] },
    handle: async ({ params: { id } }, { letters, events }: DeadLetterParts) => {
      const letter = await letters.get(id);
      if (!letter) throw unknown();
      return { status: 200, body: detailsOf(letter, await letters.history(id), events) };
    },
  });

const actions = (path: string): readonly Route<DeadLetterParts>[] => [
  route({
    method: 'post',
    path: `${path}/:id/replay`,
    summary: 'Send a waiting dead letter to its queue again; it counts as replayed once the bus has confirmed it',
    who,
    params,
    answers: { 200: changedLetter },
    refuses: {
      404: ['unknown-dead-letter'],
      409: ['dead-letter-discarded', 'message-refused'],
      503: ['bus-unavailable'],
    },
    handle: async ({ params: { id }, caller }, { replaying }: DeadLetterParts) =>
      answerOf(await replaying.one(id, nameOf(caller)), 'It was discarded: restore it first.'),
  }),
  route({
    method: 'post',
    path: `${path}/:id/restore`,
    summary: 'A discarded or replayed dead letter waits again',
    who,
    params,
    answers: { 200: changedLetter },
    refuses: { 404: ['unknown-dead-letter'] },
    handle: async ({ params: { id }, caller }, { letters }: DeadLetterParts) =>
      answerOf(await letters.restore(id, nameOf(caller)), ''),
  }),
  route({
    method: 'delete',
    path: `${path}/:id`,
    summary: 'Discard a waiting dead letter, with a reason; it is kept for 30 days and can be restored',
    who,
    params,
    body: z.object({ reason: oneLine(500) }),
    answers: { 200: changedLetter },
    refuses: { 404: ['unknown-dead-letter'], 409: ['dead-letter-replayed'] },
    handle: async ({ params: { id }, body, caller }, { letters }: DeadLetterParts) =>
      answerOf(await letters.discard(id, nameOf(caller), body.reason), 'It was replayed: it is on its way.'),
  }),
];

const answerOf = (change: DeadLetterChange | undefined, refusal: string): Answer => {
  if (!change) throw unknown();
  const { kind, letter } = change;
  const { state } = letter;
  if (kind === 'refused')
    throw Object.assign(new Error(refusal), { kind: 'conflict', code: `dead-letter-${state}`, details: { state } });
  return { status: 200, body: { ...viewOf(letter), already: kind === 'already' } };
};

const unknown = (): HttpProblem => new HttpProblem(404, 'unknown-dead-letter', 'There is no such dead letter here.');

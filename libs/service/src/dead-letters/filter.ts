import type { DeadLetterFilter, DeadLetterPlace } from '@pizzeria/postgres';
import { z } from 'zod';

export const reason = z.enum([
  'retries-exhausted',
  'rejected',
  'invalid',
  'unknown-type',
  'unsupported-version',
  'crash-loop',
  'broker',
]);

export const state = z.enum(['waiting', 'replayed', 'discarded']);

const text = z.string().min(1).max(500);
const time = z.iso.datetime({ offset: true });

/** How requests say which letters they mean. */
const filterFields = {
  /** `<service>.<subscription>` */
  queue: text.optional(),
  reason: reason.optional(),
  /** The whole CloudEvents type, or its end from a dot on: `order.placed`. */
  type: text.optional(),
  subject: text.optional(),
  /** Received then or later. */
  since: time.optional(),
  /** Received before. */
  until: time.optional(),
};

export const mostIds = 500;

/** As query: of any state, by default of those that wait. */
export const filterQuery = z.object({ ...filterFields, state: z.enum([...state.options, 'any']).default('waiting') });

/** As body: of those that wait. All of them only when it says so. */
export const filterBody = z.object({
  ...filterFields,
  ids: z.array(z.uuid()).min(1).max(mostIds).optional(),
  /** Every letter that waits; instead of a filter. */
  all: z.literal(true).optional(),
});

type Said = Omit<z.infer<typeof filterBody>, 'all'> & Partial<Pick<z.infer<typeof filterQuery>, 'state'>>;

export const filterOf = ({
  queue,
  reason: why,
  type,
  subject,
  since,
  until,
  ids,
  state: is,
}: Said): DeadLetterFilter => ({
  queue,
  reason: why,
  type,
  subject,
  since: since === undefined ? undefined : new Date(since),
  until: until === undefined ? undefined : new Date(until),
  ids,
  state: is,
});

/** Whether a body names anything to choose by, or says that all are meant; not both. */
export const saysWhich = ({ all, ...filter }: z.infer<typeof filterBody>): boolean =>
  (all === true) !== Object.values(filterOf(filter)).some((value) => value !== undefined);

export const cursorOf = ({ receivedAt, id }: DeadLetterPlace): string => `${receivedAt.toISOString()}~${id}`;

const place = z.object({ receivedAt: z.iso.datetime().transform((at) => new Date(at)), id: z.uuid() });

/** A cursor as callers send it back. */
export const cursor = z.string().transform((given, context): DeadLetterPlace => {
  const [receivedAt, id] = given.split('~');
  const read = place.safeParse({ receivedAt, id });
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', message: 'is no cursor of this list' });
  return z.NEVER;
});

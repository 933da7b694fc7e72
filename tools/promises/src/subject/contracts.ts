import { z } from 'zod';
import { eventFamily, pastVersion } from '@pizzeria/bus';

const family = eventFamily({ type: 'example.promises', source: 'promises' });
const job = z.string().min(1);

/** What a handler of the desk is to do with a job, so that a test decides how it goes. */
export const deeds = [
  'work',
  /** Throws at every try. */
  'throw',
  /** Throws at the first four tries, which are two deliveries. */
  'throw-4',
  /** As `throw-4`, and then as `hold`. */
  'throw-4-hold',
  'reject',
  /** Asks once to be tried again in 120 ms. */
  'wait',
  /** Goes on until its signal is aborted. */
  'hang',
  /** Goes on until the test opens the gate named after the job. */
  'hold',
  /** Kills its process. */
  'die',
] as const;
export type Deed = (typeof deeds)[number];

const deed = z.enum(deeds);

/** The shop took a job: `does` is for the transactional handler, `post` for the calling one. */
export const JobOrdered = family('shop')({
  name: 'job.ordered',
  meaning: 'A job was taken and waits to be done.',
  schema: z.object({ job, does: deed, post: deed }),
  example: { job: 'j-1', does: 'work', post: 'work' },
  subject: (data) => `job/${data.job}`,
});

/** The same event as the next release of the desk knows it; today it is from the future. */
export const JobOrderedTomorrow = family('shop')({
  name: 'job.ordered',
  version: 2,
  meaning: 'A job was taken for a floor and waits to be done.',
  schema: z.object({ job, does: deed, post: deed, floor: z.int() }),
  example: { job: 'j-1', does: 'work', post: 'work', floor: 3 },
  past: [
    pastVersion({
      version: 1,
      schema: JobOrdered.schema,
      example: JobOrdered.example,
      upcast: (data) => ({ ...data, floor: 0 }),
    }),
  ],
  subject: (data) => `job/${data.job}`,
});

export const JobDone = family('desk')({
  name: 'job.done',
  meaning: 'A job is done and can be posted.',
  schema: z.object({ job, post: deed }),
  example: { job: 'j-1', post: 'work' },
  subject: (data) => `job/${data.job}`,
});

/** For the handler with the short deadline, which always exceeds it. */
export const JobHurried = family('shop')({
  name: 'job.hurried',
  meaning: 'A job must be done at once.',
  schema: z.object({ job }),
  example: { job: 'j-1' },
  subject: (data) => `job/${data.job}`,
});

/** Nobody needs to listen, and nobody does. */
export const BellRung = family('shop')({
  name: 'bell.rung',
  meaning: 'Somebody rang the bell.',
  schema: z.object({ job }),
  example: { job: 'j-1' },
  subject: (data) => `job/${data.job}`,
});

/** Its contract asks for a listener, and nobody listens. */
export const AlarmRaised = family('shop')({
  name: 'alarm.raised',
  meaning: 'Somebody raised the alarm.',
  route: 'required',
  schema: z.object({ job }),
  example: { job: 'j-1' },
  subject: (data) => `job/${data.job}`,
});

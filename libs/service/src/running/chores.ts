import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Clock } from '@pizzeria/bus';
import type { Chore, ChoreKit } from '../definition';
import { subjectFields, withLogContext } from '../logging/log-context';
import type { Logger } from '../logging/logger';
import { subjectAttributes } from './span-attributes';
import { whileLeading } from './while-leading';

export interface ChoresKit<Parts> {
  readonly service: string;
  readonly parts: Parts;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether this process is the one that does them: of a service's processes one does. */
  readonly leading: () => boolean;
  /** Trace context of the first event handled about a subject. */
  readonly traceOf: (subject: string) => Promise<string | undefined>;
}

/** A service's chores at work. */
export interface Chores {
  /** Does one now, whoever leads. Throws what it throws, and on a name that the service does not have. */
  run(name: string): Promise<void>;
  /** Begins none any more, and waits for those under way. */
  stop(): Promise<void>;
}

/** Does each chore again and again, one run of it after the other; a run that fails is logged, and followed by the next. */
export const startChores = <Parts>(chores: Readonly<Record<string, Chore<Parts>>>, kit: ChoresKit<Parts>): Chores => {
  const { clock, leading } = kit;
  const loops = Object.entries(chores).map(([name, chore]) =>
    whileLeading({ clock, leading, everyMs: chore.everyMs, run: () => orLogged(name, chore, kit) }),
  );
  return {
    run: async (name) => {
      const chore = chores[name];
      if (!chore) throw new Error(`${kit.service} has no chore ${name}. It has: ${Object.keys(chores).join(', ')}.`);
      await once(name, chore, kit);
    },
    stop: async () => {
      await Promise.all(loops.map((stop) => stop()));
    },
  };
};

const once = <Parts>(name: string, chore: Chore<Parts>, kit: ChoresKit<Parts>): Promise<void> =>
  chore.run(kit.parts, choreKit(`${kit.service}.${name}`, kit));

const orLogged = async <Parts>(name: string, chore: Chore<Parts>, kit: ChoresKit<Parts>): Promise<void> => {
  try {
    await once(name, chore, kit);
  } catch (error) {
    kit.logger.warn({ chore: name, error }, 'a chore failed; it is tried again at its next time');
  }
};

const choreKit = (name: string, { traceOf }: Pick<ChoresKit<unknown>, 'traceOf'>): ChoreKit => ({
  about: async (subject, work) => {
    const traceparent = await traceOf(subject).catch(() => undefined);
    const parent = traceparent ? propagation.extract(ROOT_CONTEXT, { traceparent }) : ROOT_CONTEXT;
    const options = { kind: SpanKind.INTERNAL, attributes: subjectAttributes(subject) };
    return trace.getTracer('@pizzeria/service').startActiveSpan(`chore ${name}`, options, parent, async (span) => {
      try {
        return await withLogContext(subjectFields(subject), work);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  },
});

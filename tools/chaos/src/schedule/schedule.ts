import { randomOf, type Random } from '@pizzeria/simulator';
import { faultKinds, natureOf, type FaultKind, type PlannedFault } from './fault';

export interface ScheduleOptions {
  readonly seconds: number;
  readonly seed: number;
  /** Names of the processes that may be hit. */
  readonly processes: readonly string[];
  /** These kinds in this order, each once, instead of all by chance. */
  readonly kinds?: readonly FaultKind[];
}

/** The services are at work, and every queue has been there for some seconds, before the first fault. */
const firstAtMs = 6_000;
/** The last fault leaves time for the orders that it meets. */
const quietAtEndMs = 6_000;
const meanGapMs = 12_000;
const largestSeed = 2 ** 30;

/**
 * The faults of a run, in the order of their time. The same options give the same schedule. Kinds are drawn from a
 * bag that holds each once and is filled again when it is empty, so that ten minutes use each at least three times;
 * targets likewise.
 */
export const scheduleOf = ({ seconds, seed, processes, kinds }: ScheduleOptions): readonly PlannedFault[] => {
  const chance = randomOf(seed);
  const spanMs = Math.max(0, seconds * 1_000 - firstAtMs - quietAtEndMs);
  const count = kinds?.length ?? Math.floor(spanMs / meanGapMs);
  const gapMs = spanMs / Math.max(1, count);
  const nextKind = kinds === undefined ? bagOf(faultKinds, chance) : inOrder(kinds);
  const nextProcess = bagOf(processes, chance);
  return Array.from({ length: count }, (_, index) => {
    const kind = nextKind();
    const { reach, lastsMs } = natureOf[kind];
    const target = reach === 'process' ? nextProcess() : reach;
    const [shortest, longest] = lastsMs;
    const atMs = Math.round(firstAtMs + index * gapMs + chance.int(0, Math.floor(gapMs / 2)));
    return { atMs, kind, target, lastsMs: chance.int(shortest, longest), seed: chance.int(0, largestSeed) };
  });
};

/** Draws without putting back; an empty bag is filled again. */
const bagOf = <T>(all: readonly T[], chance: Random): (() => T) => {
  let bag: T[] = [];
  return () => {
    if (bag.length === 0) bag = [...all];
    const [drawn] = bag.splice(chance.int(0, bag.length - 1), 1);
    if (drawn === undefined) throw new Error('There is nothing to draw from.');
    return drawn;
  };
};

const inOrder = <T>(all: readonly T[]): (() => T) => {
  const left = all.values();
  return () => {
    const { value } = left.next();
    if (value === undefined) throw new Error('There are no more of them.');
    return value;
  };
};

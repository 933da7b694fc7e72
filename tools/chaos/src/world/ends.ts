import type { DoneFault } from '../faults/inject';

/** A process that has ended. */
export interface ProcessEnd {
  readonly name: string;
  /** `exit code 0`, or the signal that ended it. */
  readonly how: string;
}

/** The end that a line of the supervisor tells of, if it is one. */
export const endsIn = (name: string, line: string): readonly ProcessEnd[] => {
  const how = /^ended \((.+)\)$/.exec(line)?.[1];
  return how === undefined ? [] : [{ name, how }];
};

/** Ends that no fault explains: a process asked to end does so with exit code 0, and none ends by itself. */
export const unexplainedEnds = (
  ends: readonly ProcessEnd[],
  faults: readonly Pick<DoneFault, 'kind' | 'target'>[],
): readonly string[] => {
  const left = faults.flatMap(({ kind, target }) => {
    if (kind === 'kill') return [`${target} SIGKILL`];
    return kind === 'terminate' ? [`${target} exit code 0`] : [];
  });
  return ends.flatMap(({ name, how }) => {
    const explained = left.indexOf(`${name} ${how}`);
    if (explained < 0) return [`${name} ended: ${how}`];
    left.splice(explained, 1);
    return [];
  });
};

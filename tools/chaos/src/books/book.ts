/**
 * - `lost`: something that must exist does not
 * - `doubled`: something that must exist once exists more often
 * - `stuck`: something has not come to its end
 * - `wrong`: something does not agree with something else
 */
export type FindingKind = 'lost' | 'doubled' | 'stuck' | 'wrong';

export interface Finding {
  readonly kind: FindingKind;
  readonly what: string;
}

/** One account that has been balanced. */
export interface Book {
  readonly name: string;
  /** Both sides of it in a line, for people. */
  readonly balance: string;
  /** Empty when it balances. */
  readonly findings: readonly Finding[];
}

export const lost = (what: string): Finding => ({ kind: 'lost', what });
export const doubled = (what: string): Finding => ({ kind: 'doubled', what });
export const stuck = (what: string): Finding => ({ kind: 'stuck', what });
export const wrong = (what: string): Finding => ({ kind: 'wrong', what });

/** Entries by a key of theirs. */
export const grouped = <T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
};

/** How many there are of each, as `3 closed, 1 cancelled`. */
export const tally = (all: readonly string[]): string =>
  [...grouped(all, (one) => one)].map(([what, of]) => `${of.length} ${what}`).join(', ') || 'none';

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

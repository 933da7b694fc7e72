/** What is wrong with a file, as a sentence that says where and what to do. */
export type Problem = string;

/** A rule, and what it says of something it should refuse. */
export interface Rule<Subject> {
  /** Reads after "refuses". */
  readonly name: string;
  check(subject: Subject): readonly Problem[];
}

/** What all of these rules say of it. */
export const problemsOf = <Subject>(rules: readonly Rule<Subject>[], subject: Subject): readonly Problem[] =>
  rules.flatMap(({ check }) => check(subject));

/**
 * A tag that names a release, or a line of releases that only gets repairs. Digests are of the machine that resolved
 * them: `npm run pin-digests` adds them for those who deploy.
 */
export const isExactImage = (image: string): boolean => {
  const [name = '', digest] = image.split('@');
  const tag = /:([^/]+)$/.exec(name)?.[1];
  return digest !== undefined || tag === 'stable' || (tag !== undefined && /^v?\d/.test(tag));
};

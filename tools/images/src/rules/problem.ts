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

/** The gateway's nginx, which the image of the pages is to replace, follows its stable line. */
const exempt = 'nginxinc/nginx-unprivileged:stable';

/**
 * Whether it has a tag that names a release, or a line of releases that only gets repairs: `latest`, and no tag at all,
 * are another image tomorrow. Digests are of the machine that resolved them: `npm run pin-digests` adds them for those
 * who deploy; nobody can read from a digest alone what runs.
 */
export const isExactImage = (image: string): boolean => {
  const [, name, tag] = /^([^@]+):([^/:@]+)(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
  return tag !== undefined && (/^v?\d/.test(tag) || `${name}:${tag}` === exempt);
};

import { Failure, invalid, type Issue } from './failure';

/** An issue, and the stable code that the whole is refused with where this is its first. */
export interface CodedIssue extends Issue {
  readonly code: string;
}

/** Names an issue by the field of one item. */
export type Refuse = (code: string, field: string, message: string) => CodedIssue;

/** The code of what is on the menu but cannot be had at present. */
export const soldOut = 'sold-out';

export const refusingAt =
  (path: string): Refuse =>
  (code, field, message) => ({ code, path: `${path}.${field}`, message });

/** What can never be had refuses the whole as `invalid`; what cannot be had at present alone is a conflict. */
export const refusal = (issues: readonly CodedIssue[]): Failure => {
  const [first, ...others] = issues.filter(({ code }) => code !== soldOut);
  if (first !== undefined) return invalid(first.code, first.message, [first, ...others].map(plain));
  const errors = issues.map(plain);
  return new Failure('conflict', soldOut, 'Some of it cannot be had at present; see errors.', { errors });
};

const plain = ({ path, message }: CodedIssue): Issue => ({ path, message });

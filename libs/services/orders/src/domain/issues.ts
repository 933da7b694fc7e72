import type { Sku } from '@pizzeria/contracts';
import { Refusal, invalid, type Issue } from './refusal';

/** An issue, and the stable code that the whole is refused with where this is its first. */
export interface CodedIssue extends Issue {
  readonly code: string;
  /** What cannot be had at present. */
  readonly unavailable?: Sku;
}

/** Names an issue by the field of one item. */
export type Refuse = (code: string, field: string, message: string) => CodedIssue;

export const refusingAt =
  (path: string): Refuse =>
  (code, field, message) => ({ code, path: `${path}.${field}`, message });

/** What can never be had refuses the whole as `invalid`; what cannot be had at present alone is a conflict. */
export const refusal = (issues: readonly CodedIssue[]): Refusal => {
  const [first, ...others] = issues.filter(({ unavailable }) => unavailable === undefined);
  if (first !== undefined) return invalid(first.code, first.message, [first, ...others].map(plain));
  const unavailable = [...new Set(issues.flatMap((issue) => issue.unavailable ?? []))].sort();
  const errors = issues.map(plain);
  return new Refusal('conflict', 'sold-out', 'Some of it cannot be had at present.', { errors, unavailable });
};

const plain = ({ path, message }: CodedIssue): Issue => ({ path, message });

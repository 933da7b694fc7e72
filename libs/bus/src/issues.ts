import type { z } from 'zod';
import type { Issue } from './errors';

/** Issues of a failed parse, paths written as `items[0].quantity`. They name fields, never their values. */
export const issuesOf = (error: z.ZodError): readonly Issue[] =>
  error.issues.map((issue) => ({ path: pathOf(issue.path), message: issue.message }));

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((written, part) => {
    if (typeof part === 'number') return `${written}[${part}]`;
    return written === '' ? String(part) : `${written}.${String(part)}`;
  }, '');

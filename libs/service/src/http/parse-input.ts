import type { z } from 'zod';
import { HttpProblem, type InputError, type Refusals } from './problems';
import { unwritableTexts } from './text';

type Issue = z.core.$ZodIssue;

/** How `parseInput` refuses. */
export const inputRefusals: Refusals = { 400: ['invalid-input'] };

/** Reads input by its schema and as text that can be kept, or throws a 400 that names everything wrong with it. */
export const parseInput = (schema: z.ZodType, input: unknown, where: 'path' | 'query' | 'body'): unknown => {
  const read = schema.safeParse(input);
  // Walked only after it fits: the schema bounds how deep it goes.
  const errors = read.success
    ? unwritableTexts(input).map(({ path, message }) => ({ path: written(path), message }))
    : inputErrors(read.error.issues);
  if (read.success && errors.length === 0) return read.data;
  throw new HttpProblem(400, 'invalid-input', `The ${where} does not fit: ${errors.length} problem(s), see errors.`, {
    errors,
  });
};

export const inputErrors = (issues: readonly Issue[], prefix: readonly PropertyKey[] = []): readonly InputError[] =>
  issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: written([...path, key]), message: 'is no field that is known here' }));
    if (issue.code === 'invalid_union') {
      const nearest = nearestOption(issue.errors);
      if (nearest) return [...inputErrors(nearest, path)];
    }
    return [{ path: written(path), message: issue.message }];
  });

/** Of a union's options, the one that the input misses by least. */
const nearestOption = (options: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  [...options].filter((issues) => issues.length > 0).sort((a, b) => a.length - b.length)[0];

/** `items[0].quantity` */
const written = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

import { z } from 'zod';

export const limit = z.coerce.number().int().min(1).max(200).default(50);

/** The last number seen, as text; opaque to callers. */
export const cursor = z.string().regex(/^\d{1,15}$/, 'is no cursor of this list');

interface PageQuery {
  readonly cursor?: string;
  readonly limit: number;
}

/** One page of a list, and how to ask for the next; `find` is given the last number seen, and one more than fits. */
export const pageOf = async <Entry>(
  query: PageQuery,
  find: (last: number | undefined, limit: number) => Promise<readonly Entry[]>,
  numberOf: (entry: Entry) => number,
): Promise<{ readonly page: readonly Entry[]; readonly next: { readonly nextCursor?: string } }> => {
  const found = await find(query.cursor === undefined ? undefined : Number(query.cursor), query.limit + 1);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return { page, next: found.length > page.length && last ? { nextCursor: String(numberOf(last)) } : {} };
};

import type { z } from 'zod';
import type { Call, HttpClient } from '../http/client';
import { expecting } from './answers';

interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
}

/** Everything in a list, page by page. `readPage` picks the entries from an answer. */
export const everyPage = async <Schema extends z.ZodType, Entry>(
  http: HttpClient,
  call: Pick<Call, 'service' | 'token'>,
  path: string,
  schema: Schema,
  readPage: (body: z.infer<Schema>) => Page<Entry>,
): Promise<Entry[]> => {
  const all: Entry[] = [];
  let cursor: string | undefined;
  do {
    const url = cursor === undefined ? path : `${path}&cursor=${encodeURIComponent(cursor)}`;
    const reply = await http.call({ ...call, method: 'GET', path: url });
    const page = readPage(expecting(schema, reply, `GET ${path}`));
    all.push(...page.entries);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return all;
};

import type { Subscriber } from './subscriber';

/**
 * The test of what a service needs of others (`on/needs.pact.spec.ts`) with the event stated, of which nothing is read
 * yet. Answers it unchanged where the event is stated already; throws where it cannot be told where.
 */
export const withNeed = (spec: string, { definition }: Subscriber): string => {
  if (new RegExp(`\\bneeds\\(\\s*${definition}\\b`).test(spec)) return spec;
  const from = spec.lastIndexOf("} from '@pizzeria/contracts'");
  const last = spec.lastIndexOf('\n', spec.lastIndexOf(']'));
  if (from < 0 || last < 0) throw new Error('on/needs.pact.spec.ts lists no needs.');
  const listed = `${spec.slice(0, last)}\n  needs(${definition}, 'as it is', []),${spec.slice(last)}`;
  const imported = listed.slice(0, from).trimEnd();
  return `${imported}${imported.endsWith(',') ? '' : ','} ${definition} ${listed.slice(from)}`;
};

import { existsSync, readFileSync } from 'node:fs';

/** Why the file is not what would be generated now, and what to do; undefined when it is. */
export const staleness = (path: string, wanted: string): string | undefined => {
  if (!existsSync(path)) return `${path} is missing: run \`npm run generate\` and commit what it writes`;
  const found = readFileSync(path, 'utf8').split('\n');
  const line = wanted.split('\n').findIndex((text, index) => text !== found[index]);
  const shorter = wanted.split('\n').length < found.length;
  if (line < 0 && !shorter) return undefined;
  const where = line < 0 ? wanted.split('\n').length + 1 : line + 1;
  return `${path} is stale from line ${where} on: run \`npm run generate\` and commit what it writes`;
};

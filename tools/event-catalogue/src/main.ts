import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { pages, problems, refusals, type Page } from './page';

/**
 * `npm run generate`: writes every generated document, unless a contract changed in a way that breaks somebody; with
 * `--check` it only says which are stale or refused.
 */
const main = (): number => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const all = pages();
  const found = values.check ? problems(all) : refusals(all);
  if (found.length > 0) {
    process.stdout.write(`${found.join('\n')}\n`);
    return 1;
  }
  if (values.check) process.stdout.write('all generated documents are up to date\n');
  else write(all);
  return 0;
};

const write = (all: readonly Page[]): void => {
  for (const { path, text } of all) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
};

try {
  process.exitCode = main();
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw error;
  process.stderr.write(`${(error as Error).message.split('. ')[0]}. Usage: npm run generate [-- --check]\n`);
  process.exitCode = 2;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { pages } from './page';
import { staleness } from './staleness';

/** `npm run generate`: writes every generated document; with `--check` it only says which are stale. */
const main = (): number => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  if (!values.check) {
    for (const { path, text } of pages()) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      process.stdout.write(`wrote ${path}\n`);
    }
    return 0;
  }
  const problems = pages().flatMap(({ path, text }) => staleness(path, text) ?? []);
  process.stdout.write(`${problems.length > 0 ? problems.join('\n') : 'all generated documents are up to date'}\n`);
  return problems.length === 0 ? 0 : 1;
};

try {
  process.exitCode = main();
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw error;
  process.stderr.write(`${(error as Error).message.split('. ')[0]}. Usage: npm run generate [-- --check]\n`);
  process.exitCode = 2;
}

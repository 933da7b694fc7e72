import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles, staleFiles } from './files';

/** Part of `npm run generate`: writes boards and rules; with `--check` it only says which are stale. */
const main = (): number => {
  const files = generatedFiles();
  if (process.argv.includes('--check')) {
    const stale = staleFiles(files);
    process.stdout.write(stale.map((line) => `${line}\n`).join(''));
    return stale.length > 0 ? 1 : 0;
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
  return 0;
};

process.exitCode = main();

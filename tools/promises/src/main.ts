import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { documentPath, guarantees } from './document';
import { rows } from './rows';
import { brokerVersions } from './versions';

/** Writes docs/GUARANTEES.md; with `--check` it only says whether it is stale. */
const main = (): number => {
  const text = guarantees(rows, brokerVersions());
  if (!process.argv.includes('--check')) {
    writeFileSync(documentPath, text);
    process.stdout.write(`wrote ${documentPath}\n`);
    return 0;
  }
  if (existsSync(documentPath) && readFileSync(documentPath, 'utf8') === text) return 0;
  process.stdout.write(`${documentPath} is stale: run \`npm run generate\` and commit what it writes\n`);
  return 1;
};

process.exitCode = main();

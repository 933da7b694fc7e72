import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { telemetryPage } from './page';

const path = resolve(__dirname, '../../../docs/TELEMETRY.md');

/** Writes `docs/TELEMETRY.md`; with `--check` it only says whether that is stale. */
const main = (): number => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const page = telemetryPage();
  if (!values.check) {
    writeFileSync(path, page);
    process.stdout.write('wrote docs/TELEMETRY.md\n');
    return 0;
  }
  if (readFileSync(path, 'utf8') === page) return 0;
  process.stdout.write(`${path} is stale: run \`npm run generate\` and commit what it writes\n`);
  return 1;
};

process.exitCode = main();

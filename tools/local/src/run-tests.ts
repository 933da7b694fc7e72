import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fetchDebianPrograms } from '@pizzeria/debian';
import { runStep, runTogether, summary, type Step, type StepResult } from './steps';
import { stoppingAll, type StopList } from './stop-list';
import { testEnvironment } from './test-environment';

/**
 * `npm test`: format, lint, types, generated documents and every suite but the long ones, against a real
 * PostgreSQL and a real RabbitMQ found or started here. `--long` runs only the long suites.
 */
const long = process.argv.includes('--long');

const npx = (name: string, ...args: string[]): Step => ({ name, command: 'npx', args: ['--no-install', ...args] });

/** What it writes is what the tests of images prune. */
const types = npx('types', 'tsc', '-b');
const checks: readonly Step[] = [
  npx('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  // The walls between projects are looked at only where nx knows the projects: the script asks it first.
  { name: 'lint', command: 'npm', args: ['run', 'lint'] },
  types,
];

const outcome = join(mkdtempSync(join(tmpdir(), 'pizzeria-tests-')), 'jest.json');
/** Most tests wait, for brokers, processes and databases: four at once keep two cores busy. */
const suites = npx(
  long ? 'long tests' : 'tests',
  ...['jest', '--max-workers', long ? '1' : '4', '--json', '--outputFile', outcome],
);

/** Counts of the suites' run, as the last line; nothing when they did not come to an end. */
function counts(): string {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(outcome, 'utf8')) as Counts;
    return `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`;
  } catch {
    return '';
  }
}

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

async function main(stops: StopList): Promise<number> {
  const environment = await testEnvironment(stops);
  await fetchDebianPrograms({ env: process.env, say: (line) => void process.stdout.write(`${line}\n`) });
  const env: NodeJS.ProcessEnv = { ...environment.env, ...(long ? { TEST_LONG: '1' } : { TEST_BUILT: '1' }) };
  try {
    const results: StepResult[] = [];
    if (long) results.push(await runStep(types, env));
    else results.push(...(await runTogether(checks, env)));
    results.push(await runStep(suites, env));
    process.stdout.write(`\n${summary(results)}\n`);
    if (!environment.hasBroker)
      process.stdout.write('\nNOT TESTED: everything on RabbitMQ, because no broker was found (see above).\n');
    process.stdout.write(counts());
    return results.every((result) => result.passed) ? 0 : 1;
  } finally {
    rmSync(dirname(outcome), { recursive: true, force: true });
  }
}

stoppingAll(main).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);

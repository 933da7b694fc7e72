import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface SpecRun {
  /** Names of the tests that failed. */
  readonly failed: readonly string[];
  readonly passed: number;
  /** What kept a file from being run at all. */
  readonly broken: readonly string[];
  readonly seconds: number;
}

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** One mutated build may hang: several of its tests, each up to its own limit of two minutes. This ends them all. */
const limitMs = 900_000;

/** Runs these spec files in a folder that holds a copy of the repository. */
export const runSpecs = async (folder: string, specs: readonly string[], env: NodeJS.ProcessEnv): Promise<SpecRun> => {
  const started = performance.now();
  const outcome = join(folder, 'outcome.json');
  rmSync(outcome, { force: true });
  const args = ['--max-workers', '1', '--json', '--outputFile', outcome, '--runTestsByPath', ...specs];
  const child = spawn(process.execPath, [join(folder, 'node_modules/jest/bin/jest.js'), ...args], {
    cwd: folder,
    env: { ...env, TEST_LONG: undefined, JEST_WORKER_ID: undefined },
    stdio: 'ignore',
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  await once(child, 'close');
  const seconds = (performance.now() - started) / 1_000;
  const report = readReport(outcome);
  if (!report) return { failed: [], passed: 0, broken: ['jest did not come to an end'], seconds };
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    failed: tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    passed: report.numPassedTests,
    broken: report.testResults
      .filter(({ assertionResults, message }) => assertionResults.length === 0 && message !== '')
      .map(({ message }) => message),
    seconds,
  };
};

const readReport = (file: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

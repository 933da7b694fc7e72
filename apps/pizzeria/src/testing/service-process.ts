import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { programOf } from '@pizzeria/bus/testing';

/** One app as a process of its own, with what it says. */
export interface AppProcess {
  /** Its process id. */
  readonly pid: number;
  readonly output: () => string;
  readonly errors: () => string;
  /** Resolves with the first match in what it says; throws when it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  stop(): void;
  readonly ended: Promise<number | null>;
}

const root = join(__dirname, '../../../..');

/** Starts `apps/<app>` with nothing but this in its environment; on free ports, where it names no others. */
export const startApp = (app: string, environment: Readonly<Record<string, string>>): AppProcess =>
  startProgram(`apps/${app}/src/main.ts`, { PORT: '0', MANAGEMENT_PORT: '0', ...environment });

/** Starts a TypeScript file of the repository as a process, with nothing but this in its environment. */
export const startProgram = (
  file: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): AppProcess => {
  const child = spawn(process.execPath, [...programOf(file), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: 'pipe',
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    pid: child.pid ?? 0,
    output: () => output,
    errors: () => errors,
    ended,
    kill: (signal) => void child.kill(signal),
    stop: () => void child.kill('SIGTERM'),
    says: async (pattern) => {
      for (;;) {
        const found = pattern.exec(output);
        if (found) return found;
        const over = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)]);
        if (over) throw new Error(`It ended without saying ${pattern}: ${errors}${output}`);
      }
    },
  };
};

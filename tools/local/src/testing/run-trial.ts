import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { programOf } from '@pizzeria/bus/testing';

/** How a trial ended. */
export interface EndedTrial {
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
}

const root = join(__dirname, '../../../..');

/** A trial under way. */
export interface RunningTrial {
  /** Resolves with what matched when it has said something like this. Throws when it has ended without that. */
  said(what: RegExp): Promise<RegExpExecArray>;
  /** Tells it to end. */
  terminate(): void;
  readonly ended: Promise<EndedTrial>;
}

/** Starts `npm run trial` with these arguments, as a process of its own. */
export const startTrial = (...args: readonly string[]): RunningTrial => {
  const began = performance.now();
  const { PATH, PIZZERIA_RABBITMQ_HOME, TEST_BUILT } = process.env;
  const child = spawn(process.execPath, [...programOf('tools/local/src/run-trial.ts'), ...args], {
    cwd: root,
    env: { PATH, PIZZERIA_RABBITMQ_HOME, TEST_BUILT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  const toItsEnd = async (): Promise<EndedTrial> => {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output, seconds: (performance.now() - began) / 1_000 };
  };
  const ended = toItsEnd();
  return {
    ended,
    terminate: () => void child.kill('SIGTERM'),
    async said(what) {
      for (;;) {
        const match = what.exec(output);
        if (match) return match;
        const more = await Promise.race([once(child.stdout, 'data').then(() => true), ended.then(() => false)]);
        if (!more) throw new Error(`The trial did not say ${String(what)}:\n${output}`);
      }
    },
  };
};

/** Runs `npm run trial` with these arguments to its end. */
export const runTrial = (...args: readonly string[]): Promise<EndedTrial> => startTrial(...args).ended;

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

/** Runs `npm run trial` with these arguments, as a process of its own. */
export const runTrial = async (...args: readonly string[]): Promise<EndedTrial> => {
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
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, seconds: (performance.now() - began) / 1_000 };
};

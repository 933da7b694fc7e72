import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { programOf } from '@pizzeria/bus/testing';

/** How a run ended. */
export interface EndedRun {
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
}

const root = join(__dirname, '../../../..');

/** Runs `npm run chaos` with these arguments, as a process of its own. */
export const runChaos = async (...args: readonly string[]): Promise<EndedRun> => {
  const began = performance.now();
  const { PATH, TEST_BUILT } = process.env;
  const child = spawn(process.execPath, [...programOf('tools/chaos/src/main.ts'), ...args], {
    cwd: root,
    env: { PATH, TEST_BUILT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, seconds: (performance.now() - began) / 1_000 };
};

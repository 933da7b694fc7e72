import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

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
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=@pizzeria/source', 'tools/chaos/src/main.ts', ...args],
    { cwd: root, env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, seconds: (performance.now() - began) / 1_000 };
};

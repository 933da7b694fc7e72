import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Stage } from '../stage/stage';

const run = promisify(execFile);

/** `npm run dead-letters` against the stage, as a runbook says it; answers what it printed. */
export const deadLetters = async ({ fleet, folder }: Stage, ...args: readonly string[]): Promise<string> => {
  const command = ['--import', 'tsx', '--conditions=@pizzeria/source', 'tools/dead-letters/src/main.ts'];
  const env = { ...process.env, DATA_DIR: folder };
  return (await run(process.execPath, [...command, ...args, '--services', fleet.addresses], { env })).stdout;
};

/** Discards all that wait in a queue. */
export const discardAll = async (stage: Stage, queue: string): Promise<void> => {
  const waiting = JSON.parse(await deadLetters(stage, 'list', '--queue', queue, '--json')) as readonly { id: string }[];
  if (waiting.length === 0) return;
  await deadLetters(stage, 'discard', ...waiting.map(({ id }) => id), '--reason', 'made for a drill');
};

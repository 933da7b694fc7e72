import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Stage } from '../stage/stage';

const run = promisify(execFile);

/** What a script of package.json does, with these arguments and settings; answers what it printed. */
const script = async (
  main: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> => {
  const command = ['--import', 'tsx', '--conditions=@pizzeria/source', main, ...args];
  return (await run(process.execPath, command, { env: { ...process.env, ...env } })).stdout;
};

/** `npm run dead-letters` against the stage, as a runbook says it. */
export const deadLetters = ({ fleet, folder }: Stage, ...args: readonly string[]): Promise<string> =>
  script('tools/dead-letters/src/main.ts', [...args, '--services', fleet.addresses], { DATA_DIR: folder });

/** `npm run topology` on a broker. */
export const makeTopology = (url: string): Promise<string> =>
  script('tools/topology/src/main.ts', [], { RABBITMQ_URL: url });

/** Discards all that wait in a queue. */
export const discardAll = async (stage: Stage, queue: string): Promise<void> => {
  const waiting = JSON.parse(await deadLetters(stage, 'list', '--queue', queue, '--json')) as readonly { id: string }[];
  if (waiting.length === 0) return;
  await deadLetters(stage, 'discard', ...waiting.map(({ id }) => id), '--reason', 'made for a drill');
};

import { parseArgs } from 'node:util';
import { runMain, StartError } from '@pizzeria/service';
import { runTopology } from './run-topology';

/** `npm run topology [-- --strict]`: declares every exchange, queue and binding on the broker of RABBITMQ_URL. */
runMain(process.env, async ({ environment }) => {
  await runTopology({ environment, strict: wantsStrict(), say: (line) => void process.stdout.write(`${line}\n`) });
});

function wantsStrict(): boolean {
  try {
    return parseArgs({ options: { strict: { type: 'boolean', default: false } } }).values.strict;
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('. ')[0]}. Usage: npm run topology [-- --strict]`);
  }
}

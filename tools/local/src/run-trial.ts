import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { embeddedTrial } from './trial/embedded';
import { servicesTrial } from './trial/services';

/**
 * `npm run trial`: a pizzeria of its own, a simulated evening, and processes killed in the middle of it. Exit code 0
 * when the simulator found nothing lost, doubled or stuck.
 */
const trials = { embedded: embeddedTrial, services: servicesTrial };
const usage = 'npm run trial -- [--mode embedded|services] [--orders 200] [--seed 1] [--rate 120]';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      mode: { type: 'string', default: 'embedded' },
      orders: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      rate: { type: 'string', default: '120' },
    },
  });
  const [orders, seed, rate] = [Number(values.orders), Number(values.seed), Number(values.rate)];
  if (!(values.mode in trials) || ![orders, seed, rate].every(Number.isInteger) || orders < 1 || rate < 1) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'pizzeria-trial-'));
  const say = (line: string) => process.stdout.write(`[trial] ${line}\n`);
  const passed = await trials[values.mode as keyof typeof trials]({ dataDir, orders, seed, rate, say });
  if (passed) await rm(dataDir, { recursive: true, force: true });
  say(passed ? 'passed' : `FAILED; what it left is in ${dataDir}`);
  return passed ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stoppingAll } from './stop-list';
import { composeTrial } from './trial/compose';
import { embeddedTrial } from './trial/embedded';
import { rollingTrial } from './trial/rolling';
import { servicesTrial } from './trial/services';

/**
 * `npm run trial`: a simulated evening, and processes killed in the middle of it: of a pizzeria of its own, or of the
 * one in containers here, which is started when it is not up and stays. Exit code 0 when the simulator found nothing
 * lost, doubled or stuck.
 */
const trials = { embedded: embeddedTrial, services: servicesTrial, compose: composeTrial, rolling: rollingTrial };
const usage = `npm run trial -- [--mode embedded|services|compose|rolling] [--orders 200] [--seed 1] [--rate 120]
  embedded   one process of its own, killed and started again
  services   five processes of its own and a broker, each killed or restarted
  compose    the containers of docker-compose.yml: each service, broker and database killed and started again
  rolling    the same containers: each service replaced by a new one, one after the other
  --url URL  where the gateway of the containers is (http://localhost:8080)`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      mode: { type: 'string', default: 'embedded' },
      orders: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      rate: { type: 'string', default: '120' },
      url: { type: 'string', default: 'http://localhost:8080' },
    },
  });
  const [orders, seed, rate] = [Number(values.orders), Number(values.seed), Number(values.rate)];
  if (!(values.mode in trials) || ![orders, seed, rate].every(Number.isInteger) || orders < 1 || rate < 1) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'pizzeria-trial-'));
  const say = (line: string) => process.stdout.write(`[trial] ${line}\n`);
  const trial = trials[values.mode as keyof typeof trials];
  const passed = await stoppingAll((stops) => trial({ dataDir, orders, seed, rate, url: values.url, say, stops }));
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

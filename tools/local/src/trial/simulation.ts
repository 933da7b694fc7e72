import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { programOf } from '@pizzeria/bus/testing';
import type { StopList } from '../stop-list';

export interface SimulationOptions {
  readonly dataDir: string;
  readonly orders: number;
  readonly seed: number;
  readonly rate: number;
  /** Orders on top of them that no cook touches; for a pizzeria in a hurry. Default none. */
  readonly unattended?: number;
  /** `--url …` or `--services …`, and what else it is to be told. */
  readonly where: readonly string[];
  /** Takes what it says, line by line; the terminal when not given. */
  readonly line?: (text: string) => void;
}

/** A simulator at work in a process of its own. */
export interface Simulation {
  /** The file of its own record. */
  readonly record: string;
  /** Resolves when so many orders have been accepted, or the simulator has ended. Throws when it was stopped. */
  accepted(count: number): Promise<void>;
  /** Whether it ended with all accounts in order. */
  readonly ended: Promise<boolean>;
  /** Ends it before its time. Resolves when it is gone. */
  stop(): Promise<void>;
}

const lookMs = 100;

/** Starts `npm run simulate` with a record of its own in the data folder; `stops` ends it. */
export function startSimulation(stops: StopList, options: SimulationOptions): Promise<Simulation> {
  return stops.started(Promise.resolve(simulation(options)), (started) => started.stop());
}

function simulation(options: SimulationOptions): Simulation {
  const { dataDir, orders, seed, rate, unattended = 0, where, line } = options;
  const record = join(dataDir, 'record.jsonl');
  const numbers = ['--orders', orders, '--seed', seed, '--rate', rate, '--unattended', unattended].map(String);
  const args = [...numbers, '--record', record, ...where];
  const output = line ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, [...programOf('tools/simulator/src/main.ts'), ...args], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', output, output],
  });
  for (const stream of [child.stdout, child.stderr])
    if (line && stream) createInterface({ input: stream }).on('line', line);
  let over = false;
  let stopped = false;
  const ended = new Promise<boolean>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      over = true;
      resolve(code === 0);
    });
  });
  return {
    record,
    ended,
    async stop() {
      stopped = true;
      child.kill('SIGTERM');
      await ended;
    },
    async accepted(count) {
      while (!over && acceptedIn(record) < count) await new Promise((resolve) => setTimeout(resolve, lookMs));
      // Whoever waited for it would go on with what is being stopped, too.
      if (stopped) throw new Error('The simulation was stopped.');
    },
  };
}

const acceptedIn = (record: string): number =>
  existsSync(record) ? readFileSync(record, 'utf8').split('"what":"placed"').length - 1 : 0;

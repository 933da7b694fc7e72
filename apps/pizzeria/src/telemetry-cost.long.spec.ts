import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { testCollector, type TestCollector } from '@pizzeria/telemetry/testing';
import type { Cost } from './testing/cost/main';

const rounds = 12;

/** A process that does the same work whenever it is asked, with telemetry or without any. */
const worker = async (environment: Readonly<Record<string, string>>) => {
  const program = join(__dirname, 'testing/cost/main.ts');
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', '--conditions=@pizzeria/source', program], {
    cwd: join(__dirname, '../../..'),
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout as NodeJS.ReadableStream)[Symbol.asyncIterator]();
  const line = async (): Promise<string> => (await lines.next()).value as string;
  expect(await line()).toBe('ready');
  return {
    round: async (): Promise<Cost> => {
      child.stdin?.write('go\n');
      return JSON.parse(await line()) as Cost;
    },
    end: async () => {
      child.stdin?.end();
      await once(child, 'exit');
    },
  };
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

describe('telemetry that is sent to a collector', () => {
  let collector: TestCollector;
  beforeAll(async () => {
    collector = await testCollector();
  });
  afterAll(() => collector.close());

  it('costs little of what placing an order and handling an event cost, side by side in one run', async () => {
    const [on, off] = [await worker({ COLLECTOR: collector.url }), await worker({ COLLECTOR: '' })];
    const costs: { readonly on: Cost; readonly off: Cost }[] = [];
    await on.round();
    await off.round();
    // In turn, the first one changing: what else the machine does meanwhile meets both.
    for (let n = 0; n < rounds; n += 1)
      costs.push(n % 2 === 0 ? { on: await on.round(), off: await off.round() } : await reversed(on, off));
    await Promise.all([on.end(), off.end()]);
    const of = (what: keyof Cost) => ({
      on: median(costs.map((cost) => cost.on[what])),
      off: median(costs.map((cost) => cost.off[what])),
    });
    const ratio = (what: keyof Cost): number => of(what).on / of(what).off;
    for (const what of ['placingMs', 'placingCpuMs', 'handlingMs', 'handlingCpuMs'] as const)
      process.stdout.write(
        `${what}: ${of(what).on.toFixed(2)} with telemetry, ${of(what).off.toFixed(2)} without: ${ratio(what).toFixed(2)}\n`,
      );
    expect(collector.spans.length).toBeGreaterThan(1_000);
    expect(ratio('placingCpuMs')).toBeLessThan(1.5);
    expect(ratio('handlingCpuMs')).toBeLessThan(1.5);
  });
});

type Worker = Awaited<ReturnType<typeof worker>>;

const reversed = async (on: Worker, off: Worker): Promise<{ readonly on: Cost; readonly off: Cost }> => {
  const without = await off.round();
  return { on: await on.round(), off: without };
};

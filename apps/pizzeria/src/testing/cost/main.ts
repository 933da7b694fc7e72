import { createInterface } from 'node:readline';
import { OrderPlaced } from '@pizzeria/contracts';
import { kitchen } from '@pizzeria/kitchen';
import { orders } from '@pizzeria/orders';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { startTelemetry, type Telemetry } from '@pizzeria/telemetry';
import { anOrder } from '../orders';

/** What a round of work costs, per order and per event handled. */
export interface Cost {
  readonly placingMs: number;
  readonly placingCpuMs: number;
  readonly handlingMs: number;
  readonly handlingCpuMs: number;
}

const times = 150;
const atOnce = 8;

const measured = async (work: () => Promise<void>): Promise<{ readonly ms: number; readonly cpuMs: number }> => {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: (performance.now() - began) / times, cpuMs: (user + system) / 1_000 / times };
};

const place = async ({ call }: TestService): Promise<void> => {
  const one = async (): Promise<void> => {
    const { status } = await call('POST', '/api/orders', { body: anOrder() });
    if (status !== 201) throw new Error(`an order was answered ${status}`);
  };
  await Promise.all(
    Array.from({ length: atOnce }, async (_, worker) => {
      for (let n = worker; n < times; n += atOnce) await one();
    }),
  );
};

const handle = async (service: TestService, round: number): Promise<void> => {
  for (let n = 0; n < times; n += 1) {
    const orderId = crypto.randomUUID();
    await service.publishForeign(OrderPlaced, { ...OrderPlaced.example, orderId, number: round * times + n + 1 });
  }
  await service.settled();
};

/** Answers each line on standard input with what a round cost; ends with its input. */
const main = async (): Promise<void> => {
  const collector = process.env['COLLECTOR'];
  const telemetry: Telemetry | undefined = collector
    ? startTelemetry({ service: 'cost', version: 'test', collector })
    : undefined;
  const [shop, oven] = [await startTestService(orders), await startTestService(kitchen)];
  let round = 0;
  process.stdout.write('ready\n');
  for await (const _ of createInterface(process.stdin)) {
    const placing = await measured(() => place(shop));
    await shop.settled();
    const handling = await measured(() => handle(oven, (round += 1)));
    const cost: Cost = {
      placingMs: placing.ms,
      placingCpuMs: placing.cpuMs,
      handlingMs: handling.ms,
      handlingCpuMs: handling.cpuMs,
    };
    process.stdout.write(`${JSON.stringify(cost)}\n`);
  }
  await shop.stop();
  await oven.stop();
  await telemetry?.stop();
};

void main();

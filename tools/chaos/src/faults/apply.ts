import { setTimeout as pause } from 'node:timers/promises';
import type { TcpProxy } from '@pizzeria/bus-rabbitmq/testing';
import { until } from '@pizzeria/local';
import type { FaultKind, PlannedFault } from '../schedule/fault';
import type { World } from '../world/world';

/** Does a fault to the world and undoes it; answers what is worth telling of it, if anything. Throws what failed. */
export type Apply = (fault: PlannedFault, world: World) => Promise<string | undefined>;

/** Draining handlers, the relay's batch and closing take a minute at most. */
const longestGoodbyeMs = 60_000;
const startMs = 60_000;
const usualWatermark = '0.4';

const running = async (name: string, world: World) => {
  const process = world.process(name);
  await until(`${name} to be started again`, startMs, () => process.pid !== undefined);
  return process;
};

const kill: Apply = async ({ target }, world) => {
  const process = await running(target, world);
  const { pid } = process;
  await process.kill('SIGKILL');
  return `process ${pid}`;
};

const terminate: Apply = async ({ target }, world) => {
  const process = await running(target, world);
  const { pid } = process;
  const began = Date.now();
  const gone = process.kill('SIGTERM').then(() => true);
  if (await Promise.race([gone, pause(longestGoodbyeMs, false, { ref: false })]))
    return `process ${pid} was gone after ${((Date.now() - began) / 1_000).toFixed(1)} s`;
  await process.kill('SIGKILL');
  throw new Error(`${target} (process ${pid}) was still there ${longestGoodbyeMs / 1_000} s after SIGTERM.`);
};

const whileDown = async ({ lastsMs }: PlannedFault, world: World) => {
  await pause(lastsMs);
  await world.database.start();
  world.networks.databaseMoved(world.database.url);
  return undefined;
};

const cut = async ({ lastsMs }: PlannedFault, proxy: TcpProxy) => {
  proxy.refuse();
  await pause(lastsMs);
  proxy.pass();
  return undefined;
};

const blackHole = async ({ lastsMs }: PlannedFault, proxy: TcpProxy) => {
  proxy.blackHole();
  await pause(lastsMs);
  proxy.pass();
  return undefined;
};

/** A broker on a machine with much to do may not be up in its time: then it is started once more. */
const startBroker = async (broker: World['broker'], tries = 3): Promise<undefined> => {
  try {
    await broker.restart();
    return undefined;
  } catch (error) {
    if (tries <= 1) throw error;
    return startBroker(broker, tries - 1);
  }
};

/** How each kind of fault is done. */
export const applications: Readonly<Record<FaultKind, Apply>> = {
  kill,
  terminate,
  'broker-restart': (_, { broker }) => startBroker(broker),
  'broker-kill': async ({ lastsMs }, { broker }) => {
    await broker.kill();
    await pause(lastsMs);
    return startBroker(broker);
  },
  'database-restart': async (fault, world) => {
    await world.database.stop();
    return whileDown(fault, world);
  },
  'database-kill': async (fault, world) => {
    await world.database.kill();
    return whileDown(fault, world);
  },
  'broker-cut': (fault, { networks }) => cut(fault, networks.of(fault.target).broker),
  'database-cut': (fault, { networks }) => cut(fault, networks.of(fault.target).database),
  'broker-black-hole': (fault, { networks }) => blackHole(fault, networks.of(fault.target).broker),
  'database-black-hole': (fault, { networks }) => blackHole(fault, networks.of(fault.target).database),
  'memory-alarm': async ({ lastsMs }, { broker }) => {
    await broker.ctl('set_vm_memory_high_watermark', '0.000001');
    await pause(lastsMs);
    await broker.ctl('set_vm_memory_high_watermark', usualWatermark);
    return undefined;
  },
  duplicates: async ({ seed }, { echo }) => `${await echo.again(seed)} messages`,
};

/** Faults that must not overlap share one of these. */
export const turnOf = ({ kind, target }: PlannedFault): string => {
  const [server] = kind.split('-');
  return kind.endsWith('-cut') || kind.endsWith('-black-hole') ? `${target} to ${server}` : target;
};

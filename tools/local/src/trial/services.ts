import { join } from 'node:path';
import { startBroker } from '@pizzeria/bus-rabbitmq/testing';
import { findDatabaseServer } from '../database-server';
import { startFleet, type Fleet } from '../fleet';
import { services } from '../services';
import { hurry, unattendedOf } from './hurry';
import { startSimulation } from './simulation';
import { freePortOffset, type Trial } from './trial';

/**
 * The five services as processes, on a broker and a database of their own. While orders come in, each service in
 * turn is killed with SIGKILL and started again, and in the middle the broker is restarted.
 */
export async function servicesTrial({ dataDir, orders, seed, rate, say }: Trial): Promise<boolean> {
  const broker = await startBroker();
  const database = await findDatabaseServer(process.env['DATABASE_URL'], join(dataDir, 'postgres'), { own: true });
  let fleet: Fleet | undefined;
  try {
    fleet = await startFleet({
      databaseServerUrl: database.url,
      ownDatabaseServer: database.own,
      rabbitmqUrl: broker.url,
      ctlCommand: broker.ctlCommand,
      dataDir,
      portOffset: await freePortOffset(services.flatMap(({ port, managementPort }) => [port, managementPort])),
      env: { LOG_LEVEL: 'error', ...hurry },
      line: (name, text) => say(`${name}: ${text}`),
    });
    await fleet.ready();
    const simulation = startSimulation({
      ...{ dataDir, orders, seed, rate },
      unattended: unattendedOf(orders),
      where: ['--services', fleet.addresses],
    });
    const steps: (() => Promise<void>)[] = fleet.processes.map((victim) => async () => {
      say(`kill -9 ${victim.pid} (${victim.name})`);
      await victim.kill('SIGKILL');
    });
    steps.splice(Math.floor(steps.length / 2), 0, async () => {
      say('restarting the broker');
      await broker.restart();
    });
    for (const [index, step] of steps.entries()) {
      await simulation.accepted(Math.ceil((orders * (index + 1)) / (steps.length + 1)));
      await step();
      await fleet.ready();
    }
    return await simulation.ended;
  } finally {
    await fleet?.stop();
    await Promise.all([broker.stop(), database.stop()]);
  }
}

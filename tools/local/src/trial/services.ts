import { join } from 'node:path';
import { startBroker } from '@pizzeria/bus-rabbitmq/testing';
import { findDatabaseServer } from '../database-server';
import { startFleet } from '../fleet';
import { services } from '../services';
import { hurry, unattendedOf } from './hurry';
import { startSimulation } from './simulation';
import { freePortOffset, type Trial } from './trial';

/** Five processes start at once, on a machine that may have other work. */
const readyMs = 180_000;

/**
 * The five services as processes, on a broker and a database of their own. While orders come in, each service in
 * turn is killed with SIGKILL and started again, and in the middle the broker is restarted.
 */
export async function servicesTrial({ dataDir, orders, seed, rate, say, stops }: Trial): Promise<boolean> {
  const broker = await stops.started(startBroker(), (started) => started.stop());
  const data = join(dataDir, 'postgres');
  const database = await stops.started(findDatabaseServer(process.env['DATABASE_URL'], data, { own: true }), (found) =>
    found.stop(),
  );
  const fleet = await stops.started(
    startFleet({
      databaseServerUrl: database.url,
      ownDatabaseServer: database.own,
      rabbitmqUrl: broker.url,
      ctlCommand: broker.ctlCommand,
      dataDir,
      portOffset: await freePortOffset(services.flatMap(({ port, managementPort }) => [port, managementPort])),
      env: { LOG_LEVEL: 'error', ...hurry },
      line: (name, text) => say(`${name}: ${text}`),
    }),
    (started) => started.stop(),
  );
  await fleet.ready(readyMs);
  const simulation = await startSimulation(stops, {
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
    await fleet.ready(readyMs);
  }
  return simulation.ended;
}

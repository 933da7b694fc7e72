import { freePort } from '@pizzeria/bus-rabbitmq/testing';
import { supervise } from '../supervisor';
import { hurry, unattendedOf } from './hurry';
import { startSimulation } from './simulation';
import { answersOk, until, type Trial } from './trial';

/** The one outage is over within seconds: what no cook touches need not wait for a longer one. */
const settings = { ...hurry, KITCHEN_UNATTENDED_MINUTES: '0.1,0.2,0.35' };

/** One pizzeria in one process, killed with SIGKILL when half of the orders are accepted, and started again. */
export async function embeddedTrial({ dataDir, orders, seed, rate, say, stops }: Trial): Promise<boolean> {
  const [port, managementPort] = [await freePort(), await freePort()];
  let gaveUp = false;
  const supervised = supervise(
    {
      name: 'pizzeria',
      script: 'apps/pizzeria/src/main.ts',
      env: { PORT: String(port), MANAGEMENT_PORT: String(managementPort), DATA_DIR: dataDir, ...settings },
    },
    { line: (_, text) => void (/^\s|^$|token/i.test(text) || say(text)), gaveUp: () => void (gaveUp = true) },
  );
  const pizzeria = await stops.started(Promise.resolve(supervised), (started) => started.stop());
  const ready = () =>
    until('the pizzeria to open', 60_000, () => gaveUp || answersOk(`http://127.0.0.1:${managementPort}/readyz`));
  await ready();
  const simulation = await startSimulation(stops, {
    ...{ dataDir, orders, seed, rate },
    unattended: unattendedOf(orders),
    where: ['--url', `http://127.0.0.1:${port}`],
  });
  await simulation.accepted(Math.ceil(orders / 2));
  say(`kill -9 ${pizzeria.pid}`);
  await pizzeria.kill('SIGKILL');
  const started = Date.now();
  await ready();
  say(`open again after ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return simulation.ended;
}

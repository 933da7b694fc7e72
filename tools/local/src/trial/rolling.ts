import { services } from '../services';
import { composeUp, replace, staffKeyFile } from './containers';
import { startSimulation } from './simulation';
import type { Trial } from './trial';

/**
 * The pizzeria in containers. While orders come in through its gateway, the container of each service is replaced by a
 * new one, as a release does. The simulator says how many requests it had to send again.
 */
export async function rollingTrial({ dataDir, orders, seed, rate, url, say, stops }: Trial): Promise<boolean> {
  await composeUp(say);
  const simulation = await startSimulation(stops, {
    ...{ dataDir, orders, seed, rate },
    where: ['--url', url, '--key', staffKeyFile],
  });
  for (const [index, { name }] of services.entries()) {
    await simulation.accepted(Math.ceil((orders * (index + 1)) / (services.length + 1)));
    const began = Date.now();
    await replace(name);
    say(`${name} was replaced within ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  return simulation.ended;
}

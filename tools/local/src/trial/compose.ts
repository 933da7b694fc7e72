import { services } from '../services';
import { composeUp, killAndStart, staffKeyFile } from './containers';
import { startSimulation } from './simulation';
import type { Trial } from './trial';

/**
 * The pizzeria in containers. While orders come in through its gateway, each service in turn, the broker in the middle
 * and the database last, is killed and started again.
 */
export async function composeTrial({ dataDir, orders, seed, rate, url, say, stops }: Trial): Promise<boolean> {
  await composeUp(say);
  const victims: string[] = [...services.map(({ name }) => name), 'postgres'];
  victims.splice(Math.ceil(victims.length / 2), 0, 'rabbitmq');
  const simulation = await startSimulation(stops, {
    ...{ dataDir, orders, seed, rate },
    where: ['--url', url, '--key', staffKeyFile],
  });
  for (const [index, victim] of victims.entries()) {
    await simulation.accepted(Math.ceil((orders * (index + 1)) / (victims.length + 1)));
    const began = Date.now();
    say(`killing ${victim}`);
    await killAndStart(victim);
    say(`${victim} is healthy again after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  return simulation.ended;
}

import { TimeIsUp } from '../http/client';
import { runKitchen } from './cooks';
import { aWorld } from './testing/a-world';

const ticket = { orderId: 'a', customerName: 'Ada', status: 'queued' };

describe('the kitchen', () => {
  it('closes when time is up while a cook works', async () => {
    const world = aWorld(({ path, method }) => {
      if (method === 'POST') throw new TimeIsUp('the time of the simulation is over');
      return { tickets: path.endsWith('queued') ? [ticket] : [] };
    });
    await expect(runKitchen(world)).rejects.toBeInstanceOf(TimeIsUp);
    world.close();
  });
});

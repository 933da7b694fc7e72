import { UnexpectedAnswer } from './answers';
import { runCouriers } from './couriers';
import { anOrder } from './testing/an-order';
import { aWorld } from './testing/a-world';

describe('the couriers', () => {
  it('stop at once when a service answers at the door what none should', async () => {
    const world = aWorld(({ path }) => {
      if (path.endsWith('status=ready')) return { items: [anOrder] };
      if (path.endsWith('status=undeliverable')) return { items: [] };
      return path.endsWith('/dispatch') ? anOrder : { status: 404, body: { code: 'order-unknown' } };
    });
    await expect(runCouriers(world)).rejects.toBeInstanceOf(UnexpectedAnswer);
    world.close();
  });
});

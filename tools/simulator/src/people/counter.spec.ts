import { takePayment } from './counter';
import { anOrder } from './testing/an-order';
import { aWorld } from './testing/a-world';

const counter = (order: object, paid: { readonly status: number; readonly body: unknown }) =>
  aWorld(({ method }) => (method === 'GET' ? order : paid));

describe('taking money', () => {
  it('writes down what the shop took', async () => {
    const world = counter(anOrder, { status: 201, body: anOrder });
    await takePayment('a', 'card', world);
    expect(world.written).toEqual([{ what: 'paid', id: 'a', amount: 1_000 }]);
  });

  it('writes down nothing of an order that was called off meanwhile', async () => {
    const late = counter(anOrder, { status: 409, body: { code: 'order-cancelled' } });
    await takePayment('a', 'cash', late);
    const earlier = counter({ ...anOrder, status: 'cancelled' }, { status: 201, body: anOrder });
    await takePayment('a', 'cash', earlier);
    expect([...late.written, ...earlier.written]).toEqual([]);
  });
});

import { MenuAvailabilityChanged } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { orders } from '../service';
import { adasBody, withItem } from '../testing/requests';

let service: TestService;
beforeAll(async () => void (service = await startTestService(orders)));
afterAll(() => service.stop());

const say = async (sequence: number, ...skus: readonly string[]): Promise<void> => {
  const unavailable = skus.map((sku) => ({ sku, missing: ['dough'] }));
  await service.publishForeign(
    MenuAvailabilityChanged,
    { ...MenuAvailabilityChanged.example, unavailable },
    { sequence },
  );
  await service.settled();
};
const place = (body: object) => service.call('POST', '/api/orders', { body });

interface Shown {
  readonly sku: string;
  readonly available: boolean;
  readonly unavailableBecause?: string;
}
const missing = async () => {
  const { body } = await service.call<{ items: Shown[]; extras: Shown[] }>('GET', '/api/menu');
  const off = [...body.items, ...body.extras].filter(({ available }) => !available);
  return off.map(({ sku, unavailableBecause }) => `${sku} ${unavailableBecause ?? ''}`).sort();
};

describe('what inventory says cannot be made', () => {
  it('is shown as sold out, until it can be made again', async () => {
    await say(1, 'diavola', 'basil');
    expect(await missing()).toEqual(['basil sold-out', 'diavola sold-out']);
    await say(2, 'basil', 'cola');
    expect(await missing()).toEqual(['basil sold-out', 'cola sold-out']);
    await say(3);
    expect(await missing()).toEqual([]);
  });

  it('is what it said last, whatever comes late or twice', async () => {
    await say(6, 'cola');
    await say(5, 'diavola');
    await say(6, 'beer');
    expect(await missing()).toEqual(['cola sold-out']);
  });

  it('may name what is not on the menu', async () => {
    await say(7, 'lasagne');
    expect(await missing()).toEqual([]);
  });

  it('is not sold: whole, as a half or as an extra, each named', async () => {
    await say(8, 'diavola', 'basil');
    expect(await place(withItem({ sku: 'diavola', extras: ['ham', 'basil'] }))).toMatchObject({
      status: 409,
      body: {
        code: 'sold-out',
        errors: [{ path: 'items[0].sku' }, { path: 'items[0].extras[1]' }],
        state: { unavailable: ['basil', 'diavola'] },
      },
    });
    expect(await place(withItem({ sku: undefined, halves: ['margherita', 'diavola'], extras: [] }))).toMatchObject({
      status: 409,
      body: { code: 'sold-out', errors: [{ path: 'items[0].halves[1]' }] },
    });
    await say(9);
    expect((await place(adasBody)).status).toBe(201);
  });
});

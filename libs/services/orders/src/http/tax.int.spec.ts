import { OrderPlaced } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { orders } from '../service';
import { adasBody } from '../testing/requests';

const rate = { TAX_PERCENT: '8.875' };

let service: TestService;
const open = async (environment: Record<string, string> = rate) =>
  void (service = await startTestService(orders, { environment }));
afterEach(() => service.stop());

const place = async () => {
  const { body } = await service.call<{ id: string }>('POST', '/api/orders', { body: adasBody });
  await service.settled();
  const told = service.published(OrderPlaced).find(({ data }) => data.orderId === body.id);
  const read = await service.call('GET', `/api/orders/${body.id}`, { as: 'manager' });
  return { answered: body, read: read.body, told: told?.data };
};

it('tax that is included is shown within the total, everywhere the same', async () => {
  await open();
  const { answered, read, told } = await place();
  const tax = { amount: { amount: 261, currency: 'USD' }, included: true };
  for (const seen of [answered, read]) expect(seen).toMatchObject({ tax, netAmount: { amount: 3198 - 261 } });
  for (const seen of [answered, read, told]) expect(seen).toMatchObject({ tax, totalAmount: { amount: 3198 } });
});

it('tax that is not comes on top of the lines, and is paid with them', async () => {
  await open({ ...rate, TAX_INCLUDED: 'false' });
  const { answered, read, told } = await place();
  const tax = { amount: { amount: 284, currency: 'USD' }, included: false };
  for (const seen of [answered, read]) expect(seen).toMatchObject({ tax, netAmount: { amount: 3198 } });
  for (const seen of [answered, read, told])
    expect(seen).toMatchObject({ tax, items: [{ lineTotal: 3198 }], totalAmount: { amount: 3482 } });
  expect(read).toMatchObject({ payment: { outstanding: { amount: 3482 } } });
  expect((await service.call('GET', '/api/menu')).body).toMatchObject({ tax: { percent: '8.875', included: false } });
});

it.each(['JPY', 'KWD'])('a menu in %s is sold in it', async (currency) => {
  await open({ ...rate, TAX_INCLUDED: 'false' });
  await service.database.sql('shop').update({ currency });
  const { answered, told } = await place();
  for (const seen of [answered, told])
    expect(seen).toMatchObject({ totalAmount: { amount: 3482, currency }, tax: { amount: { currency } } });
});

it('an order that was placed before tax was kept shows none', async () => {
  await open();
  const { answered } = await place();
  await service.database.sql('orders').update({ tax: null });
  const { body } = await service.call('GET', `/api/orders/${answered.id}`, { as: 'manager' });
  expect(body).toMatchObject({ totalAmount: { amount: 3198 }, status: 'placed' });
  expect([body['tax'], body['netAmount']]).toEqual([undefined, undefined]);
});

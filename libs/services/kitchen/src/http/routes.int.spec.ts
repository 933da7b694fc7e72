import { startTestService, type TestService } from '@pizzeria/service/testing';
import { kitchen } from '../service';
import { adasOrderId } from '../testing/fixtures';

let shop: TestService;
beforeAll(async () => {
  shop = await startTestService(kitchen);
});
afterAll(() => shop.stop());

describe('the API', () => {
  it.each([
    ['/api/kitchen/tickets?status=burnt', 400],
    ['/api/kitchen/tickets?status=expected', 400],
    ['/api/kitchen/tickets?cursor=2026-99-99T00:00:00.000Z~nobody', 400],
    ['/api/kitchen/tickets?limit=1000', 400],
    ['/api/kitchen/tickets?colour=red', 400],
    ['/api/kitchen/tickets?status=closed', 200],
  ])('answers GET %s with %d', async (path, status) => {
    expect(await shop.call('GET', path, { as: 'manager' })).toMatchObject({ status });
  });

  it('finds no ticket of an order that is no order', async () => {
    expect(await shop.call('POST', '/api/kitchen/tickets/42/start', { as: 'kitchen' })).toMatchObject({ status: 400 });
    expect(await shop.call('POST', `/api/kitchen/tickets/${adasOrderId}/ready`, { as: 'kitchen' })).toMatchObject({
      status: 404,
    });
  });

  it.each([
    ['recall', {}],
    ['recall', { reason: '' }],
    ['recall', { reason: 'Burnt.', by: 'me' }],
    ['items/1/bump', {}],
    ['items/1/bump', { station: 'wash' }],
    ['items/1/unbump', { station: 'make', cook: 'me' }],
    ['items/0/bump', { station: 'make' }],
    ['items/first/bump', { station: 'make' }],
  ])('refuses %s with %j', async (button, body) => {
    expect(
      await shop.call('POST', `/api/kitchen/tickets/${adasOrderId}/${button}`, { as: 'kitchen', body }),
    ).toMatchObject({ status: 400 });
  });

  it.each([
    ['GET', '/api/kitchen/tickets', ['kitchen', 'courier', 'manager']],
    ['POST', `/api/kitchen/tickets/${adasOrderId}/start`, ['kitchen', 'manager']],
    ['POST', `/api/kitchen/tickets/${adasOrderId}/ready`, ['kitchen', 'manager']],
    ['POST', `/api/kitchen/tickets/${adasOrderId}/recall`, ['kitchen', 'manager']],
    ['POST', `/api/kitchen/tickets/${adasOrderId}/items/1/bump`, ['kitchen', 'manager']],
    ['POST', `/api/kitchen/tickets/${adasOrderId}/items/1/unbump`, ['kitchen', 'manager']],
  ] as const)('%s %s is for %j and nobody else', async (method, path, who) => {
    expect(await shop.call(method, path)).toMatchObject({ status: 401 });
    for (const role of ['kitchen', 'courier', 'manager'] as const) {
      const { status } = await shop.call(method, path, { as: role });
      expect({ role, refused: status === 403 }).toEqual({ role, refused: !(who as readonly string[]).includes(role) });
    }
  });
});

import { startTestService, type TestService } from '@pizzeria/service/testing';
import { orders } from '../service';
import { adasBody, withItem } from '../testing/requests';

let service: TestService;
beforeAll(async () => void (service = await startTestService(orders)));
afterAll(() => service.stop());

const put = (path: string, body: object) => service.call('PUT', `/api/menu/${path}`, { as: 'manager', body });
const read = async (list: string, wanted: string) => {
  const { body } = await service.call<Record<string, { sku?: string; id?: string; version: number }[]>>(
    'GET',
    '/api/menu',
  );
  return body[list]?.find(({ sku, id }) => sku === wanted || id === wanted);
};

const quattroFunghi = {
  kind: 'pizza',
  name: 'Quattro Funghi',
  description: 'Mozzarella and four kinds of mushrooms',
  ingredients: ['dough', 'mozzarella', 'mushrooms'],
  prices: [
    { size: 'small', amount: 1299 },
    { size: 'large', amount: 1899 },
  ],
  available: true,
  version: 0,
};
const truffle = { name: 'Truffle', ingredients: ['mushrooms'], amount: 900, available: true, version: 0 };

describe('a manager', () => {
  it('puts a pizza on the menu, which is sold at once', async () => {
    const { status, body } = await put('items/quattro-funghi', quattroFunghi);
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 1, allergens: ['gluten', 'milk'], diets: ['vegetarian'], available: true });
    expect(await read('items', 'quattro-funghi')).toEqual(body);
    const order = withItem({ sku: 'quattro-funghi', size: 'large', quantity: 1, extras: [] });
    expect(await service.call('POST', '/api/orders', { body: order })).toMatchObject({
      status: 201,
      body: { totalAmount: { amount: 1899 } },
    });
  });

  it('changes a price; what was ordered before keeps its own', async () => {
    const { body: order } = await service.call('POST', '/api/orders', { body: adasBody });
    const dearer = {
      kind: 'pizza',
      name: 'Margherita',
      description: 'As ever',
      prices: [{ size: 'large', amount: 1999 }],
    };
    const rest = { ingredients: ['dough', 'tomato-sauce', 'mozzarella', 'basil'], available: true, version: 1 };
    expect(await put('items/margherita', { ...dearer, ...rest })).toMatchObject({ status: 200, body: { version: 2 } });
    const placedAgain = await service.call('POST', '/api/orders', { body: adasBody });
    expect(placedAgain.body).toMatchObject({ totalAmount: { amount: 2 * (1999 + 100) } });
    const before = await service.call('GET', `/api/orders/${String(order['id'])}`, { as: 'manager' });
    expect(before.body).toMatchObject({ totalAmount: { amount: 3198 } });
  });

  it('takes something off the menu, and it cannot be ordered', async () => {
    const water = {
      kind: 'drink',
      name: 'Water',
      description: 'Still',
      ingredients: ['water'],
      prices: [{ amount: 250 }],
    };
    const { body } = await put('items/water', { ...water, available: false, version: 1 });
    expect(body).toMatchObject({ available: false, unavailableBecause: 'switched-off' });
    const order = withItem({ sku: 'water', size: undefined, extras: [] });
    expect(await service.call('POST', '/api/orders', { body: order })).toMatchObject({
      status: 409,
      body: { code: 'sold-out', errors: [{ path: 'items[0].sku', message: 'this is not offered at present' }] },
    });
  });

  it('adds an extra and an ingredient, which speaks for all that is made of it', async () => {
    expect((await put('extras/truffle', { ...truffle, ingredients: ['truffle'] })).body).toMatchObject({
      code: 'unknown-ingredient',
      errors: [{ path: 'ingredients[0]' }],
    });
    const ingredient = { name: 'Truffle', allergens: [], diets: ['vegan'], version: 0 };
    expect(await put('ingredients/truffle', ingredient)).toMatchObject({
      status: 201,
      body: { id: 'truffle', diets: ['vegan', 'vegetarian'], version: 1 },
    });
    expect((await put('extras/truffle', { ...truffle, ingredients: ['truffle'] })).status).toBe(201);
    const inOil = { ...ingredient, allergens: ['nuts'], version: 1 };
    expect(await put('ingredients/truffle', inOil)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await read('extras', 'truffle')).toMatchObject({ allergens: ['nuts'], amount: 900 });
  });

  it('does not overwrite what another changed meanwhile', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        put('extras/nduja', { ...truffle, name: `Nduja ${index}`, amount: 100 + index }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'edited-meanwhile',
      state: { version: 1 },
    });
    const kept = answers.find(({ status }) => status === 201)?.body;
    expect(await read('extras', 'nduja')).toEqual(kept);
  });

  it('who sends the same again is answered the same, and nothing is counted', async () => {
    const first = await put('extras/rosemary', truffle);
    const again = await put('extras/rosemary', truffle);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(first.body).toMatchObject({ version: 1 });
  });

  it.each<[string, string, object, string]>([
    ['a pizza without sizes', 'items/x', { ...quattroFunghi, prices: [{ amount: 1 }] }, 'prices[0].size'],
    [
      'a size twice',
      'items/x',
      { ...quattroFunghi, prices: [0, 1].map(() => ({ size: 'small', amount: 1 })) },
      'prices',
    ],
    ['a drink in sizes', 'items/x', { ...quattroFunghi, kind: 'drink' }, 'prices'],
    [
      'a price that is none',
      'items/x',
      { ...quattroFunghi, prices: [{ size: 'small', amount: 0 }] },
      'prices[0].amount',
    ],
    ['nothing in it', 'items/x', { ...quattroFunghi, ingredients: [] }, 'ingredients'],
    ['an ingredient twice', 'items/x', { ...quattroFunghi, ingredients: ['ham', 'ham'] }, 'ingredients'],
    ['allergens of its own', 'items/x', { ...quattroFunghi, allergens: [] }, 'allergens'],
    ['no version', 'extras/x', { ...truffle, version: undefined }, 'version'],
    ['an unknown allergen', 'ingredients/x', { name: 'X', allergens: ['love'], diets: [], version: 0 }, 'allergens[0]'],
    ['a sku of many words', 'extras/two words', truffle, 'sku'],
  ])('is told what is wrong with %s', async (_, path, body, wrong) => {
    const answer = await put(path, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect((answer.body['errors'] as { path: string }[]).map((error) => error.path)).toContain(wrong);
  });
});

it('nobody but a manager edits the menu', async () => {
  const as = (role: 'kitchen' | 'courier') => service.call('PUT', '/api/menu/extras/x', { as: role, body: truffle });
  expect([(await as('kitchen')).status, (await as('courier')).status]).toEqual([403, 403]);
  expect((await service.call('PUT', '/api/menu/extras/x', { body: truffle })).status).toBe(401);
});

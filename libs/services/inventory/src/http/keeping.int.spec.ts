import { InventoryLow, InventoryReserved, MenuAvailabilityChanged, OrderPlaced } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { inventory } from '../service';
import { aPlacedOrder, at, orderIdOf, pizzaLine, starterRecipes } from '../testing/fixtures';

let shop: TestService;
beforeAll(async () => {
  shop = await startTestService(inventory);
});
afterAll(() => shop.stop());

const put = (path: string, body: unknown) => shop.call('PUT', `/api/inventory/${path}`, { as: 'manager', body });
const adjust = (id: string, kind: string, quantity: number, note?: string) =>
  shop.call('POST', `/api/inventory/ingredients/${id}/adjustments`, { as: 'manager', body: { kind, quantity, note } });

const truffle = {
  name: 'Truffle',
  unit: 'g',
  threshold: 100,
  par: 500,
  supplier: { id: 'truffle-hunter', name: 'Dog and Nose', email: 'orders@truffle-hunter.example.com' },
};

describe('a recipe', () => {
  interface Listed {
    readonly recipes: { sku: string; portions: { size?: string; ingredients: unknown[] }[] }[];
  }
  const listed = async (sku: string) => {
    const { body } = await shop.call<Listed>('GET', '/api/inventory/recipes', { as: 'kitchen' });
    return body.recipes.find((recipe) => recipe.sku === sku);
  };

  it('is shown size by size, for everything on the menu', async () => {
    const { body } = await shop.call<Listed>('GET', '/api/inventory/recipes', { as: 'kitchen' });
    expect(body.recipes.map(({ sku }) => sku)).toEqual([...starterRecipes.keys()].sort());
    expect(await listed('tiramisu')).toEqual({
      sku: 'tiramisu',
      portions: [{ ingredients: [{ ingredientId: 'tiramisu', quantity: 1 }] }],
    });
    expect((await listed('margherita'))?.portions.map(({ size }) => size)).toEqual(['small', 'medium', 'large']);
  });

  it('lets an order in that came before it: it waits among the dead letters, and is replayed', async () => {
    const items = [pizzaLine('tartufo', { size: 'small' })];
    await shop.publishForeign(OrderPlaced, aPlacedOrder(1, { items }));
    await shop.settled();
    const [letter] = await shop.deadLetters();
    expect(letter).toMatchObject({ reason: 'rejected', queue: 'inventory.stock' });
    expect(letter?.error).toContain('tartufo small: PUT it to /api/inventory/recipes/{sku},');

    const recipe = (ingredientId: string) => ({
      portions: [{ size: 'small', ingredients: [{ ingredientId, quantity: 20 }] }],
    });
    expect(await put('recipes/tartufo', recipe('truffle'))).toMatchObject({
      status: 422,
      body: { code: 'ingredients-unknown', state: { ingredientIds: ['truffle'] } },
    });
    expect(await put('ingredients/truffle', truffle)).toMatchObject({ status: 201, body: { onHand: 0, low: true } });
    expect(await put('recipes/tartufo', recipe('truffle'))).toMatchObject({
      status: 201,
      body: { sku: 'tartufo', ...recipe('truffle') },
    });
    expect(await put('recipes/tartufo', recipe('truffle'))).toMatchObject({ status: 200 });
    await adjust('truffle', 'delivery', 20);
    const path = `/api/operations/inventory/dead-letters/${letter?.id}/replay`;
    expect(await shop.call('POST', path, { as: 'manager', body: {} })).toMatchObject({ status: 200 });
    await shop.settled();
    expect(shop.published(InventoryReserved)).toMatchObject([{ data: { orderId: orderIdOf(1) } }]);
    expect(shop.published(MenuAvailabilityChanged).map(({ sequence, data }) => [sequence, data.unavailable])).toEqual([
      [1, [{ sku: 'tartufo', missing: ['truffle'] }]],
      [2, []],
      [3, [{ sku: 'tartufo', missing: ['truffle'] }]],
    ]);
  });

  it.each([
    ['of no portion', { portions: [] }],
    ['that takes nothing', { portions: [{ ingredients: [] }] }],
    ['that takes a minus', { portions: [{ ingredients: [{ ingredientId: 'basil', quantity: -1 }] }] }],
    [
      'of one size twice',
      { portions: [1, 2].map((quantity) => ({ ingredients: [{ ingredientId: 'basil', quantity }] })) },
    ],
    [
      'of one ingredient twice',
      { portions: [{ ingredients: [1, 2].map((quantity) => ({ ingredientId: 'basil', quantity })) }] },
    ],
    ['with something else', { portions: [{ ingredients: [{ ingredientId: 'basil', quantity: 1 }] }], price: 3 }],
  ])('%s is refused', async (_what, body) => {
    expect(await put('recipes/pesto', body)).toMatchObject({ status: 400 });
    expect(await listed('pesto')).toBeUndefined();
  });
});

describe('an ingredient', () => {
  it('is kept as a manager says, and is low by a threshold that comes above it', async () => {
    const basil = { name: 'Fresh basil', unit: 'g', threshold: 2_001, par: 3_000, supplier: { id: 'truffle-hunter' } };
    expect(await put('ingredients/basil', basil)).toMatchObject({
      status: 200,
      body: { ...basil, onHand: 2_000, low: true, supplier: { id: 'truffle-hunter', name: 'Dog and Nose' } },
    });
    expect(await put('ingredients/basil', basil)).toMatchObject({ status: 200 });
    await shop.settled();
    const low = shop.published(InventoryLow).filter(({ subject }) => subject === 'ingredient/basil');
    expect(low).toMatchObject([{ data: { name: 'Fresh basil', threshold: 2_001, supplier: truffle.supplier } }]);
  });

  it('keeps the address of its supplier when he is named without one, and shows it to managers alone', async () => {
    const { email } = truffle.supplier;
    const renamed = { ...truffle, supplier: { id: 'truffle-hunter', name: 'Dog, Nose and Sons' } };
    expect(await put('ingredients/truffle', renamed)).toMatchObject({
      status: 200,
      body: { supplier: { ...renamed.supplier, email } },
    });
    const supplierAs = async (role: 'manager' | 'kitchen') => {
      const { body } = await shop.call<{ ingredients: { id: string; supplier: object }[] }>(
        'GET',
        '/api/inventory/ingredients',
        { as: role },
      );
      return body.ingredients.find(({ id }) => id === 'truffle')?.supplier;
    };
    expect(await supplierAs('manager')).toEqual({ ...renamed.supplier, email });
    expect(await supplierAs('kitchen')).toEqual(renamed.supplier);
    expect(await put('ingredients/truffle', truffle)).toMatchObject({ body: { supplier: truffle.supplier } });
  });

  it.each([
    ['counted in another unit', { ...truffle, unit: 'piece' }, 409, 'unit-fixed'],
    ['of an unknown supplier', { ...truffle, supplier: { id: 'nobody' } }, 422, 'supplier-unknown'],
    ['with a threshold above par', { ...truffle, threshold: 501 }, 400, 'invalid-input'],
    ['without a par level', { ...truffle, par: 0 }, 400, 'invalid-input'],
  ])('%s is refused', async (_what, body, status, code) => {
    expect(await put('ingredients/truffle', body)).toMatchObject({ status, body: { code } });
  });
});

describe('the movements', () => {
  it('say who entered what, when and why, newest first and page by page', async () => {
    shop.clock.set(at('21:00'));
    await adjust('ham', 'waste', 500, 'fell on the floor');
    await adjust('ham', 'count', 27_000);
    interface Page {
      readonly movements: { kind: string }[];
      readonly nextCursor?: string;
    }
    const page = (query: string) =>
      shop.call<Page>('GET', `/api/inventory/movements?ingredientId=ham&limit=2${query}`, { as: 'kitchen' });
    const first = (await page('')).body;
    expect(first.movements).toEqual([
      { ingredientId: 'ham', kind: 'count', quantity: -500, at: at('21:00'), by: 'test-manager' },
      {
        ingredientId: 'ham',
        kind: 'waste',
        quantity: -500,
        at: at('21:00'),
        by: 'test-manager',
        note: 'fell on the floor',
      },
    ]);
    const second = (await page(`&cursor=${first.nextCursor}`)).body;
    expect(second.movements).toMatchObject([{ kind: 'opening', quantity: 28_000 }]);
    expect(second.nextCursor).toBeUndefined();
  });
});

import { openPizzeria, type TestPizzeria } from './testing/open-pizzeria';

interface Entry {
  readonly sku: string;
  readonly ingredients: readonly string[];
  readonly prices?: readonly { readonly size?: string }[];
}
interface Menu {
  readonly items: readonly Entry[];
  readonly extras: readonly Entry[];
  readonly ingredients: readonly { readonly id: string }[];
}
interface Portion {
  readonly size?: string;
  readonly ingredients: readonly { readonly ingredientId: string }[];
}

describe('what orders sells and what inventory knows how to make', () => {
  let pizzeria: TestPizzeria;
  let menu: Menu;
  let recipes: ReadonlyMap<string, readonly Portion[]>;
  const read = async <Body>(path: string): Promise<Body> =>
    (await pizzeria.call<Body>('GET', path, { as: 'manager' })).body;

  beforeAll(async () => {
    pizzeria = await openPizzeria();
    menu = await read<Menu>('/api/menu');
    const kept = await read<{ recipes: { sku: string; portions: Portion[] }[] }>('/api/inventory/recipes');
    recipes = new Map(kept.recipes.map(({ sku, portions }) => [sku, portions]));
  });
  afterAll(() => pizzeria.close());

  it('are the same things, each in every size it is sold in', () => {
    const sold = [...menu.items, ...menu.extras];
    expect([...recipes.keys()].sort()).toEqual(sold.map(({ sku }) => sku).sort());
    const unmade = sold.flatMap(({ sku, prices = [{}] }) => {
      const portions = recipes.get(sku) ?? [];
      const made = (wanted?: string) => portions.some(({ size }) => size === undefined || size === wanted);
      return prices.filter(({ size }) => !made(size)).map(({ size }) => `${sku} ${size ?? ''}`);
    });
    expect(unmade).toEqual([]);
  });

  it('are made of the same ingredients', () => {
    const [said, taken] = [new Map<string, readonly string[]>(), new Map<string, readonly string[]>()];
    for (const { sku, ingredients } of [...menu.items, ...menu.extras]) {
      said.set(sku, [...ingredients].sort());
      const used = (recipes.get(sku) ?? []).flatMap((portion) => portion.ingredients);
      taken.set(sku, [...new Set(used.map(({ ingredientId }) => ingredientId))].sort());
    }
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(taken));
  });

  it('have every ingredient on a shelf', async () => {
    const { ingredients } = await read<{ ingredients: { id: string }[] }>('/api/inventory/ingredients');
    expect(ingredients.map(({ id }) => id).sort()).toEqual(menu.ingredients.map(({ id }) => id).sort());
  });
});

import fc from 'fast-check';
import { drinkLine, pizzaLine } from '../testing/fixtures';
import { ingredients } from './ingredients';
import { needsOf, type RecipeLine } from './needs';
import * as recipes from './recipes';

const menu = {
  pizzas: [
    'margherita',
    'marinara',
    'diavola',
    'pepperoni',
    'prosciutto-e-funghi',
    'quattro-formaggi',
    'vegetariana',
    'hawaiian',
  ],
  sizes: ['small', 'medium', 'large'],
  extras: ['mozzarella', 'basil', 'olives', 'mushrooms', 'ham', 'chili'],
  drinks: ['cola', 'lemonade', 'water', 'beer'],
};

const knownNeeds = (lines: readonly RecipeLine[]) => {
  const recipe = needsOf(lines);
  if (!recipe.known) throw new Error(`unknown: ${recipe.unknown.join(', ')}`);
  return recipe.needs;
};

const pizzas = fc
  .record({
    sku: fc.constantFrom(...menu.pizzas),
    size: fc.constantFrom(...menu.sizes),
    quantity: fc.integer({ min: 1, max: 20 }),
    extras: fc.uniqueArray(fc.constantFrom(...menu.extras)),
  })
  .map(({ sku, ...rest }) => pizzaLine(sku, rest));
const drinks = fc
  .record({ sku: fc.constantFrom(...menu.drinks), quantity: fc.integer({ min: 1, max: 20 }) })
  .map(({ sku, quantity }) => drinkLine(sku, quantity));
const orders = fc.array(fc.oneof(pizzas, drinks), { minLength: 1, maxLength: 8 });

describe('recipes', () => {
  it('exist for the whole menu, and for nothing else', () => {
    expect(Object.keys(recipes.pizzas).sort()).toEqual([...menu.pizzas].sort());
    expect(Object.keys(recipes.sizes)).toEqual(menu.sizes);
    expect(Object.keys(recipes.extras).sort()).toEqual([...menu.extras].sort());
    expect(Object.keys(recipes.drinks).sort()).toEqual([...menu.drinks].sort());
  });

  it('use only ingredients that the shop keeps, and every one of them', () => {
    const used = [recipes.pizzas, recipes.extras, recipes.drinks]
      .flatMap((table) => Object.values(table))
      .flatMap((recipe) => Object.keys(recipe));
    expect([...new Set(used)].sort()).toEqual(ingredients.map(({ ingredientId }) => ingredientId).sort());
  });
});

describe('what an order needs', () => {
  it('is what its pizzas, extras and drinks take together', () => {
    const lines = [pizzaLine('margherita', { quantity: 2, size: 'large', extras: ['basil'] }), drinkLine('cola', 3)];
    expect(knownNeeds(lines)).toEqual({
      dough: 2 * 338,
      'tomato-sauce': 2 * 122,
      mozzarella: 2 * 162,
      basil: 2 * (9 + 4),
      cola: 3,
    });
  });

  it('takes half of each recipe for a pizza of two halves', () => {
    const line = { ...pizzaLine('margherita'), sku: undefined, halves: ['margherita', 'diavola'] as [string, string] };
    expect(knownNeeds([line])).toEqual({
      dough: 250,
      'tomato-sauce': 45 + 40,
      mozzarella: 60 + 55,
      basil: 3,
      'spicy-salami': 30,
      chili: 2,
    });
  });

  it('names everything that no recipe exists for', () => {
    expect(
      needsOf([
        pizzaLine('calzone'),
        pizzaLine('margherita', { size: 'gigantic' }),
        pizzaLine('marinara', { extras: ['gold'] }),
        drinkLine('constructor'),
      ]),
    ).toEqual({ known: false, unknown: ['calzone medium', 'margherita gigantic', 'extra gold', 'constructor'] });
  });

  it('is whole units above nothing, whatever is ordered', () => {
    fc.assert(
      fc.property(orders, (lines) => {
        const quantities = Object.values(knownNeeds(lines));
        expect(quantities.length).toBeGreaterThan(0);
        for (const quantity of quantities) expect(Number.isInteger(quantity) && quantity > 0).toBe(true);
      }),
    );
  });

  it('is the sum of its lines', () => {
    fc.assert(
      fc.property(orders, orders, (some, others) => {
        const sum = { ...knownNeeds(some) };
        for (const [ingredient, quantity] of Object.entries(knownNeeds(others)))
          sum[ingredient] = (sum[ingredient] ?? 0) + quantity;
        expect(knownNeeds([...some, ...others])).toEqual(sum);
      }),
    );
  });
});

describe('the opening stock', () => {
  const usual = fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .record({ sku: fc.constantFrom(...menu.pizzas), size: fc.constantFrom(...menu.sizes) })
          .map(({ sku, size }) => pizzaLine(sku, { size })),
      },
      { weight: 1, arbitrary: fc.constantFrom(...menu.drinks).map((sku) => drinkLine(sku)) },
    ),
    { minLength: 2, maxLength: 3 },
  );

  it('lasts for 300 usual orders, and some thresholds are crossed within 500', () => {
    const evening = fc.array(usual, { minLength: 500, maxLength: 500 });
    fc.assert(
      fc.property(evening, (orders) => {
        const first = knownNeeds(orders.slice(0, 300).flat());
        const all = knownNeeds(orders.flat());
        const left = (needs: recipes.Needs, { ingredientId, par }: (typeof ingredients)[number]) =>
          par - (needs[ingredientId] ?? 0);
        expect(ingredients.filter((ingredient) => left(first, ingredient) < 0)).toEqual([]);
        expect(ingredients.some((ingredient) => left(all, ingredient) < ingredient.threshold)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });
});

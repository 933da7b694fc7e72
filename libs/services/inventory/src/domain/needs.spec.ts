import fc from 'fast-check';
import { allIngredients, drinkLine, pizzaLine, sideLine, starterRecipes } from '../testing/fixtures';
import { needsOf, type RecipeLine, skusOf } from './needs';
import { type Needs, portionOf, type Recipe, recipeBook, smallestPortion } from './recipes';

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
    'napoletana',
    'capricciosa',
    'quattro-stagioni',
    'tonno-e-cipolla',
    'calzone',
    'rucola-e-prosciutto',
    'salsiccia',
    'spinaci-e-ricotta',
    'gamberi',
    'ortolana-vegana',
  ],
  sizes: ['small', 'medium', 'large'],
  extras: [
    ...['mozzarella', 'basil', 'olives', 'mushrooms', 'ham', 'chili', 'garlic', 'onions', 'peppers', 'pineapple'],
    ...['anchovies', 'capers', 'rocket', 'parmesan', 'gorgonzola', 'spicy-salami', 'cured-ham'],
  ],
  drinks: [
    ...['cola', 'lemonade', 'water', 'beer', 'cola-zero', 'orange-soda', 'sparkling-water', 'iced-tea'],
    ...['red-wine', 'white-wine', 'espresso'],
  ],
  sides: ['garlic-bread', 'mixed-salad', 'tiramisu'],
};

const knownNeeds = (lines: readonly RecipeLine[]) => {
  const recipe = needsOf(lines, starterRecipes);
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
const halves = fc
  .record({ two: fc.uniqueArray(fc.constantFrom(...menu.pizzas), { minLength: 2, maxLength: 2 }), line: pizzas })
  .map(({ two: [left = '', right = ''], line }): RecipeLine => ({ ...line, sku: undefined, halves: [left, right] }));
const drinks = fc
  .record({ sku: fc.constantFrom(...menu.drinks), quantity: fc.integer({ min: 1, max: 20 }) })
  .map(({ sku, quantity }) => drinkLine(sku, quantity));
const sides = fc.constantFrom(...menu.sides).map((sku) => sideLine(sku));
const orders = fc.array(fc.oneof(pizzas, halves, drinks, sides), { minLength: 1, maxLength: 8 });

describe('the recipes of a new shop', () => {
  const recipeOf = (sku: string): Recipe => starterRecipes.get(sku) ?? { sku, portions: [] };

  it('exist for the whole menu, and for nothing else', () => {
    const { pizzas: ofPizzas, extras, drinks: ofDrinks, sides: ofSides } = menu;
    expect([...starterRecipes.keys()].sort()).toEqual([...ofPizzas, ...extras, ...ofDrinks, ...ofSides].sort());
  });

  it('say what every size of every pizza takes, more of everything for a larger one, and never without dough', () => {
    for (const sku of menu.pizzas) {
      const [small, medium, large] = menu.sizes.map((size) => portionOf(recipeOf(sku), size) ?? {});
      for (const ingredient of ['dough', ...Object.keys(medium ?? {})]) {
        expect(small?.[ingredient]).toBeLessThan(medium?.[ingredient] ?? 0);
        expect(medium?.[ingredient]).toBeLessThan(large?.[ingredient] ?? 0);
      }
      expect(smallestPortion(recipeOf(sku))).toEqual(small);
    }
  });

  it('take of an extra the ingredient of its name', () => {
    for (const sku of menu.extras) expect(Object.keys(smallestPortion(recipeOf(sku)))).toEqual([sku]);
  });

  it('use only ingredients that the shop keeps, and every one of them', () => {
    const used = [...starterRecipes.values()]
      .flatMap(({ portions }) => portions)
      .flatMap(({ needs }) => Object.keys(needs));
    expect([...new Set(used)].sort()).toEqual(allIngredients.map(({ ingredientId }) => ingredientId).sort());
  });
});

describe('a recipe', () => {
  const lemonade: Recipe = {
    sku: 'lemonade',
    portions: [{ needs: { lemonade: 2 } }, { size: 'small', needs: { lemonade: 1 } }],
  };

  it('takes the portion of a size or, for want of it, the one for every size', () => {
    expect(portionOf(lemonade, 'small')).toEqual({ lemonade: 1 });
    expect(portionOf(lemonade, 'large')).toEqual({ lemonade: 2 });
    expect(portionOf(lemonade, undefined)).toEqual({ lemonade: 2 });
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
    const lines = [
      pizzaLine('stuffed-crust'),
      pizzaLine('margherita', { size: 'gigantic' }),
      pizzaLine('marinara', { extras: ['gold'] }),
      drinkLine('constructor'),
    ];
    const unknown = ['stuffed-crust medium', 'margherita gigantic', 'extra gold', 'constructor'];
    expect(needsOf(lines, starterRecipes)).toEqual({ known: false, unknown });
  });

  it('is known by the recipes of what it names, and no others', () => {
    fc.assert(
      fc.property(orders, (lines) => {
        const asked = skusOf(lines).map((sku) => starterRecipes.get(sku) ?? { sku, portions: [] });
        expect(needsOf(lines, recipeBook(asked))).toEqual(needsOf(lines, starterRecipes));
      }),
    );
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
      { weight: 1, arbitrary: sides },
    ),
    { minLength: 2, maxLength: 3 },
  );

  it('lasts for 300 usual orders, and some thresholds are crossed within 500', () => {
    const evening = fc.array(usual, { minLength: 500, maxLength: 500 });
    fc.assert(
      fc.property(evening, (orders) => {
        const first = knownNeeds(orders.slice(0, 300).flat());
        const all = knownNeeds(orders.flat());
        const left = (needs: Needs, { ingredientId, par }: (typeof allIngredients)[number]) =>
          par - (needs[ingredientId] ?? 0);
        expect(allIngredients.filter((ingredient) => left(first, ingredient) < 0)).toEqual([]);
        expect(allIngredients.some((ingredient) => left(all, ingredient) < ingredient.threshold)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });
});

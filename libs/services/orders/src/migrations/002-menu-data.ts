/** What the shop offered on its first day; USD cents. */
interface SeedItem {
  readonly sku: string;
  readonly kind: 'pizza' | 'drink' | 'extra';
  readonly name: string;
  readonly description: string;
  readonly prices: readonly { readonly size?: string; readonly amount: number }[];
  readonly allergens: readonly string[];
  readonly diets: readonly string[];
}

const vegan = ['vegan', 'vegetarian'];
const vegetarian = ['vegetarian'];

const pizza = (
  sku: string,
  name: string,
  [small, medium, large]: readonly [number, number, number],
  description: string,
  allergens: readonly string[],
  diets: readonly string[],
): SeedItem => ({
  sku,
  kind: 'pizza',
  name,
  description,
  prices: [
    { size: 'small', amount: small },
    { size: 'medium', amount: medium },
    { size: 'large', amount: large },
  ],
  allergens,
  diets,
});

const single =
  (kind: 'drink' | 'extra') =>
  (sku: string, name: string, amount: number, allergens: readonly string[], diets: readonly string[]): SeedItem => ({
    sku,
    kind,
    name,
    description: '',
    prices: [{ amount }],
    allergens,
    diets,
  });

const classic = ['gluten', 'milk'];

export const pizzas: readonly SeedItem[] = [
  pizza('margherita', 'Margherita', [1099, 1299, 1499], 'Tomato sauce, mozzarella, basil', classic, vegetarian),
  pizza('marinara', 'Marinara', [999, 1199, 1399], 'Tomato sauce, garlic, no cheese', ['gluten'], vegan),
  pizza('diavola', 'Diavola', [1299, 1499, 1799], 'Tomato sauce, mozzarella, spicy salami, chili', classic, []),
  pizza('pepperoni', 'Pepperoni', [1299, 1499, 1799], 'Tomato sauce, mozzarella, pepperoni', classic, []),
  pizza(
    'prosciutto-e-funghi',
    'Prosciutto e Funghi',
    [1399, 1599, 1899],
    'Tomato sauce, mozzarella, ham, mushrooms',
    classic,
    [],
  ),
  pizza(
    'quattro-formaggi',
    'Quattro Formaggi',
    [1399, 1599, 1899],
    'Mozzarella, gorgonzola, parmesan, fontina',
    classic,
    [],
  ),
  pizza(
    'vegetariana',
    'Vegetariana',
    [1299, 1499, 1799],
    'Tomato sauce, mozzarella, peppers, zucchini, onions, olives',
    classic,
    vegetarian,
  ),
  pizza('hawaiian', 'Hawaiian', [1299, 1499, 1799], 'Tomato sauce, mozzarella, ham, pineapple', classic, []),
];

const extra = single('extra');

/** Per pizza. */
export const extras: readonly SeedItem[] = [
  extra('mozzarella', 'Mozzarella', 150, ['milk'], vegetarian),
  extra('basil', 'Basil', 100, [], vegan),
  extra('olives', 'Olives', 100, [], vegan),
  extra('mushrooms', 'Mushrooms', 150, [], vegan),
  extra('ham', 'Ham', 200, [], []),
  extra('chili', 'Chili', 50, [], vegan),
];

const drink = single('drink');

export const drinks: readonly SeedItem[] = [
  drink('cola', 'Cola', 300, [], vegan),
  drink('lemonade', 'Lemonade', 350, [], vegan),
  drink('water', 'Water', 250, [], vegan),
  drink('beer', 'Beer', 500, ['gluten'], vegan),
];

/** What the shop cooks with and sells since its menu names ingredients; USD cents. */
interface SeedIngredient {
  readonly id: string;
  readonly name: string;
  readonly allergens: readonly string[];
  readonly diets: readonly string[];
}

interface SeedItem {
  readonly sku: string;
  readonly kind: 'pizza' | 'drink' | 'side' | 'extra';
  readonly name: string;
  readonly description: string;
  readonly prices: readonly { readonly size?: string; readonly amount: number }[];
}

const vegan = ['vegan', 'vegetarian'];
const vegetarian = ['vegetarian'];

const food =
  (diets: readonly string[], ...allergens: readonly string[]) =>
  (id: string, name: string): SeedIngredient => ({ id, name, allergens, diets });
const plant = food(vegan);
const dairy = food(vegetarian, 'milk');
/** Rennet of calves curdles it. */
const rennetCheese = food([], 'milk');
const meat = food([]);
const fish = food([], 'fish');
/** What clears a wine may come from an animal. */
const wine = food([], 'sulphites');

export const ingredients: readonly SeedIngredient[] = [
  food(vegan, 'gluten')('dough', 'Dough'),
  plant('tomato-sauce', 'Tomato sauce'),
  dairy('mozzarella', 'Mozzarella'),
  rennetCheese('gorgonzola', 'Gorgonzola'),
  rennetCheese('parmesan', 'Parmesan'),
  rennetCheese('fontina', 'Fontina'),
  dairy('ricotta', 'Ricotta'),
  dairy('butter', 'Butter'),
  meat('spicy-salami', 'Spicy salami'),
  meat('pepperoni', 'Pepperoni'),
  meat('ham', 'Ham'),
  meat('cured-ham', 'Cured ham'),
  meat('sausage', 'Sausage'),
  fish('anchovies', 'Anchovies'),
  fish('tuna', 'Tuna'),
  food([], 'crustaceans')('prawns', 'Prawns'),
  plant('basil', 'Basil'),
  plant('garlic', 'Garlic'),
  plant('mushrooms', 'Mushrooms'),
  plant('peppers', 'Peppers'),
  plant('zucchini', 'Zucchini'),
  plant('aubergine', 'Aubergine'),
  plant('onions', 'Onions'),
  plant('olives', 'Olives'),
  plant('pineapple', 'Pineapple'),
  plant('chili', 'Chili'),
  plant('capers', 'Capers'),
  plant('artichokes', 'Artichokes'),
  plant('rocket', 'Rocket'),
  plant('spinach', 'Spinach'),
  plant('lettuce', 'Lettuce'),
  plant('tomatoes', 'Tomatoes'),
  plant('cucumber', 'Cucumber'),
  plant('cola', 'Cola'),
  plant('cola-zero', 'Cola zero'),
  plant('lemonade', 'Lemonade'),
  plant('orange-soda', 'Orange soda'),
  plant('water', 'Water'),
  plant('sparkling-water', 'Sparkling water'),
  plant('iced-tea', 'Iced tea'),
  food(vegan, 'gluten')('beer', 'Beer'),
  wine('red-wine', 'Red wine'),
  wine('white-wine', 'White wine'),
  plant('coffee', 'Coffee'),
  food(vegetarian, 'eggs', 'gluten', 'milk')('tiramisu', 'Tiramisu'),
];

const pizza = (
  sku: string,
  name: string,
  [small, medium, large]: readonly [number, number, number],
  description: string,
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
});

const single =
  (kind: 'drink' | 'side' | 'extra') =>
  (sku: string, name: string, amount: number, description = ''): SeedItem => ({
    sku,
    kind,
    name,
    description,
    prices: [{ amount }],
  });
const drink = single('drink');
const side = single('side');
const extra = single('extra');

/** What came to the menu of the first day, in the order it is shown. */
export const newItems: readonly SeedItem[] = [
  pizza('napoletana', 'Napoletana', [1299, 1499, 1799], 'Tomato sauce, mozzarella, anchovies, capers'),
  pizza(
    'capricciosa',
    'Capricciosa',
    [1399, 1599, 1899],
    'Tomato sauce, mozzarella, ham, mushrooms, artichokes, olives',
  ),
  pizza(
    'quattro-stagioni',
    'Quattro Stagioni',
    [1399, 1599, 1899],
    'Tomato sauce, mozzarella, and a quarter each of ham, mushrooms, artichokes and olives',
  ),
  pizza('tonno-e-cipolla', 'Tonno e Cipolla', [1399, 1599, 1899], 'Tomato sauce, mozzarella, tuna, onions'),
  pizza('calzone', 'Calzone', [1399, 1599, 1899], 'Folded over tomato sauce, mozzarella, ham, mushrooms, ricotta'),
  pizza(
    'rucola-e-prosciutto',
    'Rucola e Prosciutto',
    [1499, 1699, 1999],
    'Tomato sauce, mozzarella, cured ham, rocket, parmesan',
  ),
  pizza('salsiccia', 'Salsiccia', [1399, 1599, 1899], 'Tomato sauce, mozzarella, sausage, peppers, onions'),
  pizza('spinaci-e-ricotta', 'Spinaci e Ricotta', [1299, 1499, 1799], 'Mozzarella, ricotta, spinach, garlic'),
  pizza('gamberi', 'Gamberi', [1599, 1799, 2099], 'Tomato sauce, mozzarella, prawns, garlic, rocket'),
  pizza(
    'ortolana-vegana',
    'Ortolana Vegana',
    [1199, 1399, 1699],
    'Tomato sauce, peppers, zucchini, aubergine, onions, olives, no cheese',
  ),
  side('garlic-bread', 'Garlic Bread', 550, 'Baked with garlic and butter'),
  side('mixed-salad', 'Mixed Salad', 650, 'Lettuce, tomatoes, cucumber'),
  side('tiramisu', 'Tiramisù', 650, 'Made by us, every morning'),
  drink('cola-zero', 'Cola Zero', 300, 'A bottle of 0.33 l, without sugar'),
  drink('orange-soda', 'Orange Soda', 300, 'A bottle of 0.33 l'),
  drink('sparkling-water', 'Sparkling Water', 250, 'A bottle of 0.5 l'),
  drink('iced-tea', 'Iced Tea', 350, 'A bottle of 0.5 l, with lemon'),
  drink('red-wine', 'Red Wine', 700, 'A glass of 0.2 l'),
  drink('white-wine', 'White Wine', 700, 'A glass of 0.2 l'),
  drink('espresso', 'Espresso', 250, 'A cup'),
  extra('garlic', 'Garlic', 50),
  extra('onions', 'Onions', 50),
  extra('peppers', 'Peppers', 100),
  extra('pineapple', 'Pineapple', 100),
  extra('anchovies', 'Anchovies', 150),
  extra('capers', 'Capers', 100),
  extra('rocket', 'Rocket', 100),
  extra('parmesan', 'Parmesan', 150),
  extra('gorgonzola', 'Gorgonzola', 150),
  extra('spicy-salami', 'Spicy Salami', 200),
  extra('cured-ham', 'Cured Ham', 250),
];

/** For what had none until now. */
export const newDescriptions: Readonly<Record<string, string>> = {
  cola: 'A bottle of 0.33 l',
  lemonade: 'A bottle of 0.33 l, cloudy',
  water: 'A bottle of 0.5 l, still',
  beer: 'A bottle of 0.33 l',
};

const onTomato = (...toppings: readonly string[]) => ['dough', 'tomato-sauce', ...toppings];
const classic = (...toppings: readonly string[]) => onTomato('mozzarella', ...toppings);
const fourCorners = classic('ham', 'mushrooms', 'artichokes', 'olives');

const made: Readonly<Record<string, readonly string[]>> = {
  margherita: classic('basil'),
  marinara: onTomato('garlic'),
  diavola: classic('spicy-salami', 'chili'),
  pepperoni: classic('pepperoni'),
  'prosciutto-e-funghi': classic('ham', 'mushrooms'),
  'quattro-formaggi': ['dough', 'mozzarella', 'gorgonzola', 'parmesan', 'fontina'],
  vegetariana: classic('peppers', 'zucchini', 'onions', 'olives'),
  hawaiian: classic('ham', 'pineapple'),
  napoletana: classic('anchovies', 'capers'),
  capricciosa: fourCorners,
  'quattro-stagioni': fourCorners,
  'tonno-e-cipolla': classic('tuna', 'onions'),
  calzone: classic('ham', 'mushrooms', 'ricotta'),
  'rucola-e-prosciutto': classic('cured-ham', 'rocket', 'parmesan'),
  salsiccia: classic('sausage', 'peppers', 'onions'),
  'spinaci-e-ricotta': ['dough', 'mozzarella', 'ricotta', 'spinach', 'garlic'],
  gamberi: classic('prawns', 'garlic', 'rocket'),
  'ortolana-vegana': onTomato('peppers', 'zucchini', 'aubergine', 'onions', 'olives'),
  'garlic-bread': ['dough', 'garlic', 'butter'],
  'mixed-salad': ['lettuce', 'tomatoes', 'cucumber'],
  espresso: ['coffee'],
};

/** What something is made of; whatever is not made here is its own ingredient. */
export const madeOf = (sku: string): readonly string[] => made[sku] ?? [sku];

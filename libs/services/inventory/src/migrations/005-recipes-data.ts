import type { Needs, Recipe } from '../domain/recipes';

/** Of each pizza, what a medium one takes besides its dough. */
const pizzas: Readonly<Record<string, Needs>> = {
  margherita: { 'tomato-sauce': 90, mozzarella: 120, basil: 6 },
  marinara: { 'tomato-sauce': 110, garlic: 8 },
  diavola: { 'tomato-sauce': 80, mozzarella: 110, 'spicy-salami': 60, chili: 4 },
  pepperoni: { 'tomato-sauce': 80, mozzarella: 110, pepperoni: 60 },
  'prosciutto-e-funghi': { 'tomato-sauce': 80, mozzarella: 110, ham: 70, mushrooms: 60 },
  'quattro-formaggi': { mozzarella: 80, gorgonzola: 40, parmesan: 30, fontina: 40 },
  vegetariana: { 'tomato-sauce': 80, mozzarella: 100, peppers: 50, zucchini: 50, onions: 30, olives: 20 },
  hawaiian: { 'tomato-sauce': 80, mozzarella: 110, ham: 60, pineapple: 70 },
  napoletana: { 'tomato-sauce': 90, mozzarella: 100, anchovies: 25, capers: 10 },
  capricciosa: { 'tomato-sauce': 80, mozzarella: 100, ham: 50, mushrooms: 40, artichokes: 50, olives: 20 },
  'quattro-stagioni': { 'tomato-sauce': 80, mozzarella: 100, ham: 40, mushrooms: 50, artichokes: 60, olives: 25 },
  'tonno-e-cipolla': { 'tomato-sauce': 80, mozzarella: 100, tuna: 80, onions: 40 },
  calzone: { 'tomato-sauce': 70, mozzarella: 100, ham: 60, mushrooms: 40, ricotta: 80 },
  'rucola-e-prosciutto': { 'tomato-sauce': 80, mozzarella: 100, 'cured-ham': 60, rocket: 25, parmesan: 15 },
  salsiccia: { 'tomato-sauce': 80, mozzarella: 100, sausage: 80, peppers: 40, onions: 25 },
  'spinaci-e-ricotta': { mozzarella: 100, ricotta: 70, spinach: 80, garlic: 5 },
  gamberi: { 'tomato-sauce': 80, mozzarella: 90, prawns: 90, garlic: 5, rocket: 15 },
  'ortolana-vegana': { 'tomato-sauce': 100, peppers: 50, zucchini: 50, aubergine: 60, onions: 30, olives: 20 },
};
const dough = 250;

/** Percent of a medium pizza; parts of a gram are rounded up. */
const sizes = { small: 75, medium: 100, large: 135 };

/** What one extra takes, whatever the size of its pizza: each is an ingredient by itself. */
const extras: Readonly<Record<string, number>> = {
  mozzarella: 50,
  basil: 4,
  olives: 25,
  mushrooms: 40,
  ham: 40,
  chili: 4,
  garlic: 5,
  onions: 20,
  peppers: 30,
  pineapple: 50,
  anchovies: 15,
  capers: 8,
  rocket: 15,
  parmesan: 15,
  gorgonzola: 30,
  'spicy-salami': 40,
  'cured-ham': 40,
};

const drinks: Readonly<Record<string, Needs>> = {
  cola: { cola: 1 },
  lemonade: { lemonade: 1 },
  water: { water: 1 },
  beer: { beer: 1 },
  'cola-zero': { 'cola-zero': 1 },
  'orange-soda': { 'orange-soda': 1 },
  'sparkling-water': { 'sparkling-water': 1 },
  'iced-tea': { 'iced-tea': 1 },
  'red-wine': { 'red-wine': 200 },
  'white-wine': { 'white-wine': 200 },
  espresso: { coffee: 8 },
};

const sides: Readonly<Record<string, Needs>> = {
  'garlic-bread': { dough: 150, garlic: 8, butter: 25 },
  'mixed-salad': { lettuce: 120, tomatoes: 80, cucumber: 60 },
  tiramisu: { tiramisu: 1 },
};

const scaled = (needs: Needs, percent: number): Needs =>
  Object.fromEntries(Object.entries(needs).map(([id, quantity]) => [id, Math.ceil((quantity * percent) / 100)]));

/** How everything on the menu of the larger shop was made. */
export const recipes: readonly Recipe[] = [
  ...Object.entries(pizzas).map(([sku, toppings]) => ({
    sku,
    portions: Object.entries(sizes).map(([size, percent]) => ({
      size,
      needs: scaled({ dough, ...toppings }, percent),
    })),
  })),
  ...Object.entries(extras).map(([sku, quantity]) => ({ sku, portions: [{ needs: { [sku]: quantity } }] })),
  ...Object.entries({ ...drinks, ...sides }).map(([sku, needs]) => ({ sku, portions: [{ needs }] })),
];

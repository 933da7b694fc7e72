import type { IngredientId } from '@pizzeria/contracts';

/** Quantities by ingredient, in each ingredient's unit. */
export type Needs = Readonly<Record<IngredientId, number>>;

/** What one pizza of medium size takes. */
export const pizzas: Readonly<Record<string, Needs>> = {
  margherita: { dough: 250, 'tomato-sauce': 90, mozzarella: 120, basil: 6 },
  marinara: { dough: 250, 'tomato-sauce': 110, garlic: 8 },
  diavola: { dough: 250, 'tomato-sauce': 80, mozzarella: 110, 'spicy-salami': 60, chili: 4 },
  pepperoni: { dough: 250, 'tomato-sauce': 80, mozzarella: 110, pepperoni: 60 },
  'prosciutto-e-funghi': { dough: 250, 'tomato-sauce': 80, mozzarella: 110, ham: 70, mushrooms: 60 },
  'quattro-formaggi': { dough: 250, mozzarella: 80, gorgonzola: 40, parmesan: 30, fontina: 40 },
  vegetariana: {
    dough: 250,
    'tomato-sauce': 80,
    mozzarella: 100,
    peppers: 50,
    zucchini: 50,
    onions: 30,
    olives: 20,
  },
  hawaiian: { dough: 250, 'tomato-sauce': 80, mozzarella: 110, ham: 60, pineapple: 70 },
};

/** Percent of a medium pizza. */
export const sizes: Readonly<Record<string, number>> = { small: 75, medium: 100, large: 135 };

/** What one extra takes, whatever the size of its pizza. */
export const extras: Readonly<Record<string, Needs>> = {
  mozzarella: { mozzarella: 50 },
  basil: { basil: 4 },
  olives: { olives: 25 },
  mushrooms: { mushrooms: 40 },
  ham: { ham: 40 },
  chili: { chili: 4 },
};

/** What one drink takes. */
export const drinks: Readonly<Record<string, Needs>> = {
  cola: { cola: 1 },
  lemonade: { lemonade: 1 },
  water: { water: 1 },
  beer: { beer: 1 },
};

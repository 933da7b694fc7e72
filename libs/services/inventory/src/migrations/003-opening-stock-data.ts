import type { Supplier } from '@pizzeria/contracts';
import type { KeptIngredient } from '../domain/ingredient';
import { suppliers } from './003-suppliers-data';

const { mill, dairy, butcher, greengrocer, drinks } = suppliers;

const grams = (ingredientId: string, name: string, supplier: Supplier, threshold: number, par: number) =>
  ({ ingredientId, name, unit: 'g', supplier, threshold, par }) as const;

const bottles = (ingredientId: string, name: string) =>
  ({ ingredientId, name, unit: 'piece', supplier: drinks, threshold: 80, par: 250 }) as const;

/** What the shop opened with: thresholds above what one large order takes, pars for about 300 orders. */
export const ingredients: readonly KeptIngredient[] = [
  grams('dough', 'Dough', mill, 100_000, 320_000),
  grams('tomato-sauce', 'Tomato sauce', greengrocer, 30_000, 95_000),
  grams('mozzarella', 'Mozzarella', dairy, 45_000, 130_000),
  grams('gorgonzola', 'Gorgonzola', dairy, 2_500, 8_000),
  grams('parmesan', 'Parmesan', dairy, 2_000, 6_000),
  grams('fontina', 'Fontina', dairy, 2_500, 8_000),
  grams('spicy-salami', 'Spicy salami', butcher, 4_000, 11_000),
  grams('pepperoni', 'Pepperoni', butcher, 4_000, 11_000),
  grams('ham', 'Ham', butcher, 9_000, 28_000),
  grams('basil', 'Basil', greengrocer, 600, 2_000),
  grams('garlic', 'Garlic', greengrocer, 500, 1_500),
  grams('mushrooms', 'Mushrooms', greengrocer, 6_000, 17_000),
  grams('peppers', 'Peppers', greengrocer, 3_000, 9_000),
  grams('zucchini', 'Zucchini', greengrocer, 3_000, 9_000),
  grams('onions', 'Onions', greengrocer, 2_000, 6_000),
  grams('olives', 'Olives', greengrocer, 2_500, 8_000),
  grams('pineapple', 'Pineapple', greengrocer, 4_500, 13_000),
  grams('chili', 'Chili', greengrocer, 500, 1_500),
  bottles('cola', 'Cola'),
  bottles('lemonade', 'Lemonade'),
  bottles('water', 'Water'),
  bottles('beer', 'Beer'),
];

import type { Supplier } from '@pizzeria/contracts';
import type { KeptIngredient } from '../domain/ingredient';
import { suppliers } from './003-suppliers-data';

/** Who else the shop buys from, since its menu grew. */
export const moreSuppliers = {
  fishmonger: { id: 'fishmonger', name: 'Harbour Fish', email: 'orders@fishmonger.example.com' },
  pastryCook: { id: 'pastry-cook', name: 'Sweet Corner Pastry', email: 'orders@pastry-cook.example.com' },
} as const satisfies Readonly<Record<string, Supplier>>;

const { dairy, butcher, greengrocer, drinks } = suppliers;
const { fishmonger, pastryCook } = moreSuppliers;

const kept =
  (unit: KeptIngredient['unit']) =>
  (ingredientId: string, name: string, supplier: Supplier, threshold: number, par: number): KeptIngredient => ({
    ingredientId,
    name,
    unit,
    supplier,
    threshold,
    par,
  });

const grams = kept('g');
const millilitres = kept('ml');
const pieces = kept('piece');

/** What the rest of the menu takes: thresholds above what one large order takes, pars for about 300 orders. */
export const moreIngredients: readonly KeptIngredient[] = [
  grams('anchovies', 'Anchovies', fishmonger, 1_000, 3_000),
  grams('tuna', 'Tuna', fishmonger, 2_500, 7_000),
  grams('prawns', 'Prawns', fishmonger, 3_000, 8_000),
  grams('ricotta', 'Ricotta', dairy, 4_000, 12_000),
  grams('butter', 'Butter', dairy, 800, 2_500),
  grams('cured-ham', 'Cured ham', butcher, 2_500, 7_000),
  grams('sausage', 'Sausage', butcher, 2_500, 7_000),
  grams('artichokes', 'Artichokes', greengrocer, 3_000, 9_000),
  grams('capers', 'Capers', greengrocer, 500, 1_500),
  grams('rocket', 'Rocket', greengrocer, 1_200, 4_000),
  grams('spinach', 'Spinach', greengrocer, 2_500, 7_000),
  grams('aubergine', 'Aubergine', greengrocer, 2_500, 7_000),
  grams('lettuce', 'Lettuce', greengrocer, 4_000, 14_000),
  grams('tomatoes', 'Tomatoes', greengrocer, 2_500, 9_000),
  grams('cucumber', 'Cucumber', greengrocer, 2_000, 7_000),
  pieces('tiramisu', 'Tiramisu', pastryCook, 30, 110),
  pieces('cola-zero', 'Cola zero', drinks, 50, 150),
  pieces('orange-soda', 'Orange soda', drinks, 50, 150),
  pieces('sparkling-water', 'Sparkling water', drinks, 50, 150),
  pieces('iced-tea', 'Iced tea', drinks, 50, 150),
  millilitres('red-wine', 'Red wine', drinks, 8_000, 30_000),
  millilitres('white-wine', 'White wine', drinks, 8_000, 30_000),
  grams('coffee', 'Coffee', drinks, 400, 1_200),
];

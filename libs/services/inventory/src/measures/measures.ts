import { gauge } from '@pizzeria/service';
import type { InventoryParts } from '../parts';

export const ingredientsLow = gauge({
  name: 'pizzeria.ingredients.low',
  meaning: 'Ingredients below their threshold',
  read: ({ stock }: InventoryParts) => stock.low(),
});

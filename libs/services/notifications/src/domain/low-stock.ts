import type { InventoryLowData } from '@pizzeria/contracts';
import type { Letter } from './letter';

/** What is running out, how much is left, and who delivers it. */
export const lowStock = ({ name, unit, current, threshold, supplier }: InventoryLowData): Letter => ({
  values: {
    ingredient: name,
    current: { quantity: current, unit },
    threshold: { quantity: threshold, unit },
    supplier: supplier.name,
  },
  sms: ['is-low'],
  email: ['is-low', 'who-delivers'],
});

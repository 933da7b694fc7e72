import type { InventoryLowData } from '@pizzeria/contracts';
import { formatQuantity } from './format';
import type { Letter } from './letter';

/** What is running out, how much is left, and who delivers it. */
export const lowStock = ({ name, unit, current, threshold, supplier }: InventoryLowData): Letter => ({
  values: {
    ingredient: name,
    current: formatQuantity(current, unit),
    threshold: formatQuantity(threshold, unit),
    supplier: supplier.name,
  },
  sms: ['is-low'],
  email: ['is-low', 'who-delivers'],
});

import { InventoryLow } from '@pizzeria/contracts';
import { lowStock } from '../domain/low-stock';
import { tellManager } from '../use-cases/announce';

/** Tells the manager that an ingredient is running out. */
export const { bySms: warnOfStockBySms, byEmail: warnOfStockByEmail } = tellManager(InventoryLow, {
  kind: 'low-stock',
  letter: lowStock,
});

import { eventImbalances } from './events';
import type { Imbalance } from './imbalance';
import { messageImbalances } from './messages';
import { moneyImbalances } from './money';
import { orderImbalances } from './orders';
import { stockImbalances } from './stock';

/** Every way in which ledgers can be wrong. */
export const imbalances: readonly Imbalance[] = [
  ...orderImbalances,
  ...stockImbalances,
  ...moneyImbalances,
  ...messageImbalances,
  ...eventImbalances,
];

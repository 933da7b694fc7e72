import { unchanged, type Decision, type Missing, type Order, type Stock } from './order';

/** All ingredients are set aside. `sequence` is inventory's; older news than what is known changes nothing. */
export const stockReserved = (order: Order, sequence: number): Decision =>
  know(order, { status: 'reserved', asOf: sequence });

/** Ingredients are missing. Older news than what is known changes nothing. */
export const stockShort = (order: Order, missing: readonly Missing[], sequence: number): Decision =>
  know(order, { status: 'short', asOf: sequence, missing });

const know = (order: Order, stock: Exclude<Stock, { status: 'unknown' }>): Decision =>
  order.stock.status === 'unknown' || order.stock.asOf < stock.asOf ? unchanged({ ...order, stock }) : unchanged(order);

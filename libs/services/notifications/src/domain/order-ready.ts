import type { OrderReadyData } from '@pizzeria/contracts';
import type { Shop } from './shop';

/** What the words about a ready order are made of. */
export interface ReadyOrder {
  readonly shop: Shop;
  readonly number: number;
  readonly customerName: string;
  readonly delivery: boolean;
  readonly pickupInstructions: string;
  /** How long it waits at the counter at its best. */
  readonly collectWithinMinutes: number;
}

export const orderReady = (order: OrderReadyData, shop: Shop): ReadyOrder => ({
  shop,
  number: order.number,
  customerName: order.customer.name,
  delivery: order.fulfilment.type === 'delivery',
  pickupInstructions: order.pickupInstructions,
  collectWithinMinutes: 10,
});

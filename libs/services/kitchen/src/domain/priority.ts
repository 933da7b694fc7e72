import { type Kitchen, pizzasIn, preparationSeconds, secondsAfter } from './preparation';
import type { TicketOrder } from './ticket';

/** Minutes that decide who is cooked first. */
export interface Priorities {
  /** A courier's way, which a delivery needs of the promised time. */
  readonly deliveryMinutes: number;
  /** However late its promise, an order for now is not left waiting longer than this. */
  readonly patienceMinutes: number;
}

/**
 * When the order should be started, RFC 3339: tickets are cooked in the order of this time.
 *
 * It is the last moment that keeps the promise (a delivery and a large order must be started earlier), or the
 * end of patience for an order for now, whichever comes first; an order for later waits for its own time.
 * It does not move while the ticket waits: everyone's screen shows the same order, and age counts by itself.
 */
export const startBy = (order: Omit<TicketOrder, 'startBy'>, kitchen: Kitchen, priorities: Priorities): string => {
  const way = order.fulfilment.type === 'delivery' ? priorities.deliveryMinutes * 60 : 0;
  const work = preparationSeconds(pizzasIn(order.items), kitchen);
  const keepsPromise = secondsAfter(order.promisedAt, -work - way);
  if (order.requestedFor !== undefined) return keepsPromise;
  const patienceEnds = secondsAfter(order.placedAt, priorities.patienceMinutes * 60);
  return keepsPromise < patienceEnds ? keepsPromise : patienceEnds;
};

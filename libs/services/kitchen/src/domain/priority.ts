import { type Kitchen, pizzasIn, preparationSeconds, secondsAfter } from './preparation';
import type { StartTimes, TicketOrder } from './ticket';

/** Minutes that decide who is cooked first. */
export interface Priorities {
  /** A courier's way, which a delivery needs of the promised time. */
  readonly deliveryMinutes: number;
  /** However late its promise, an order for now is not left waiting longer than this. */
  readonly patienceMinutes: number;
}

/**
 * When the order should be started: tickets are cooked in the order of `startBy`.
 *
 * That is the last moment that keeps the promise (a delivery and a large order must be started earlier), or the
 * end of patience for an order for now, whichever comes first; an order for later waits for its own time.
 * It does not move while the ticket waits: everyone's screen shows the same order, and age counts by itself.
 */
export const startTimes = (
  order: Omit<TicketOrder, keyof StartTimes>,
  kitchen: Kitchen,
  priorities: Priorities,
): StartTimes => {
  const way = order.fulfilment.type === 'delivery' ? priorities.deliveryMinutes * 60 : 0;
  const work = preparationSeconds(pizzasIn(order.items), kitchen);
  const latestStart = secondsAfter(order.promisedAt, -work - way);
  if (order.requestedFor !== undefined) return { startBy: latestStart, latestStart };
  const patienceEnds = secondsAfter(order.placedAt, priorities.patienceMinutes * 60);
  return { startBy: latestStart < patienceEnds ? latestStart : patienceEnds, latestStart };
};

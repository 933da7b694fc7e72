import type {
  OrderCookingStartedData,
  OrderEstimateChangedData,
  OrderReadyData,
  OrderRecalledData,
  OrderUnattendedData,
  Timestamp,
} from '@pizzeria/contracts';
import { cancelOrder } from './cancel';
import { unchanged, type Decision, type Order, type Progress } from './order';

/**
 * What the kitchen says of an order, as it may come: late, twice and in any order. `sequence` is the kitchen's: of two
 * that contradict each other the higher one counts. Once the order has left the shop, or is cancelled, none of it
 * changes how far the order is; of one that was brought back, news of it being made anew does.
 */

/** The kitchen began. After a cancellation it changes nothing: that one stands. */
export const cookingStarted = (
  order: Order,
  { startedAt, estimatedReady }: Pick<OrderCookingStartedData, 'startedAt' | 'estimatedReady'>,
  sequence: number,
): Decision => {
  const { progress } = order;
  if (progress.status !== 'placed') return beganAt(order, startedAt);
  return came(order, { status: 'cooking', startedAt, estimatedReady, asOf: sequence });
};

/** The kitchen is done. May come before the news that it began. */
export const madeReady = (
  order: Order,
  { startedAt, readyAt }: Pick<OrderReadyData, 'startedAt' | 'readyAt'>,
  sequence: number,
): Decision =>
  saysAnew(order, sequence, readyAt)
    ? came(order, { status: 'ready', startedAt, readyAt, asOf: sequence })
    : beganAt(order, startedAt);

/** The kitchen takes back that it is done: the order is in the making again. */
export const recalled = (
  order: Order,
  { recalledAt }: Pick<OrderRecalledData, 'recalledAt'>,
  sequence: number,
): Decision => {
  const { progress } = order;
  if (!saysAnew(order, sequence, recalledAt)) return unchanged(order);
  const startedAt = progress.status === 'cooking' || progress.status === 'ready' ? progress.startedAt : undefined;
  return came(order, { status: 'cooking', startedAt, recalledAt, asOf: sequence });
};

/** The kitchen expects the order at another time. The promise stays what it was. */
export const estimateChanged = (
  order: Order,
  { newEstimate, reason }: Pick<OrderEstimateChangedData, 'newEstimate' | 'reason'>,
  sequence: number,
): Decision =>
  isNewer(sequence, order.estimate)
    ? unchanged({ ...order, estimate: { expectedAt: newEstimate, reason, asOf: sequence } })
    : unchanged(order);

/** Nobody started the order in time. At level 3 it is given up, unless cooking began meanwhile or it is cancelled. */
export const leftUnattended = (
  order: Order,
  { level, waitingSince }: Pick<OrderUnattendedData, 'level' | 'waitingSince'>,
  sequence: number,
  now: Date,
): Decision => {
  if (!isNewer(sequence, order.unattended)) return unchanged(order);
  const noted: Order = { ...order, unattended: { level, waitingSince, asOf: sequence } };
  return level === 3 && order.progress.status === 'placed' ? cancelOrder(noted, givenUp, now) : unchanged(noted);
};

const givenUp = { by: 'system', reason: 'The shop could not start the order in time.' } as const;

const came = (order: Order, progress: Progress): Decision => unchanged({ ...order, progress });

/** Whether what happened to an order in the kitchen, and when, is newer than what is known of it. */
const saysAnew = ({ progress }: Order, sequence: number, at: Timestamp): boolean => {
  switch (progress.status) {
    case 'placed':
      return true;
    case 'cooking':
    case 'ready':
      return isNewer(sequence, progress);
    case 'undeliverable':
      return Date.parse(at) > Date.parse(progress.broughtBackAt);
    case 'out-for-delivery':
    case 'delivered':
    case 'cancelled':
      return false;
    default:
      return progress satisfies never;
  }
};

const isNewer = (sequence: number, known: { readonly asOf?: number } | undefined): boolean =>
  sequence > (known?.asOf ?? 0);

/** Notes when the kitchen began, where later news was heard first. */
const beganAt = (order: Order, startedAt: Timestamp): Decision => {
  const { progress } = order;
  const inKitchen = progress.status === 'cooking' || progress.status === 'ready';
  return inKitchen && progress.startedAt === undefined ? came(order, { ...progress, startedAt }) : unchanged(order);
};

import type { OrderCookingStartedData, OrderReadyData } from '@pizzeria/contracts';
import { unchanged, type Decision, type Order } from './order';

/** The kitchen began. News that comes late, twice or after a cancellation changes nothing. */
export const cookingStarted = (order: Order, { startedAt, estimatedReady }: OrderCookingStartedData): Decision =>
  order.progress.status === 'placed'
    ? unchanged({ ...order, progress: { status: 'cooking', startedAt, estimatedReady } })
    : unchanged(order);

/** The kitchen is done. May come before the news that it began; then that one changes nothing any more. */
export const madeReady = (order: Order, { readyAt }: Pick<OrderReadyData, 'readyAt'>): Decision =>
  order.progress.status === 'placed' || order.progress.status === 'cooking'
    ? unchanged({ ...order, progress: { status: 'ready', readyAt } })
    : unchanged(order);

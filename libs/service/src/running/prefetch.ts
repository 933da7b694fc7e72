import type { Subscription } from '../definition';

const callsOut = <Parts>({ handlers }: Subscription<Parts>): boolean => handlers.some(({ form }) => form === 'deliver');

/** Slow remote calls are few at once, so that an outage holds few messages in hand. */
export const concurrencyOf = <Parts>(subscription: Subscription<Parts>): number =>
  subscription.concurrency ?? (callsOut(subscription) ? 5 : 16);

export const prefetchOf = <Parts>(subscription: Subscription<Parts>, concurrency: number): number =>
  callsOut(subscription) ? Math.max(5, concurrency) : Math.min(300, Math.max(10, 2 * concurrency));

/** How many messages of a subscription one process takes in hand: what no other process can take meanwhile. */
export const prefetchIn = <Parts>(subscription: Subscription<Parts>, poolSize: number): number =>
  prefetchOf(subscription, Math.min(concurrencyOf(subscription), poolSize));

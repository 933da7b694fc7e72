import type { Timestamp } from '@pizzeria/contracts';
import { Refusal, invalid } from './refusal';
import { isOpen, openSince, opensNext, type Channel, type Hours } from './hours';
import { settingsAt, type ShopSettings } from './shop-settings';

/** How the shop takes orders, as long as it runs. */
export interface Terms {
  readonly leadTimes: LeadTimes;
  readonly hours: Hours;
  /** How far ahead an order can be asked for, days. */
  readonly laterDays: number;
  /** How many pizzas one order may be of. */
  readonly mostPizzas: number;
  /** How long the kitchen's word on its wait counts, minutes. */
  readonly kitchenNewsMinutes: number;
}

/** How long the shop needs from order to hand-over of a pizza when the kitchen is idle, minutes. */
export interface LeadTimes {
  readonly pickupMinutes: number;
  readonly deliveryMinutes: number;
}

/** What changes from minute to minute, as last heard. */
export interface ShopState {
  readonly settings: ShopSettings;
  readonly kitchen?: KitchenWait;
}

/** How long an order would wait in the kitchen before it is started, as the kitchen said. */
export interface KitchenWait {
  readonly seconds: number;
  readonly saidAt: Date;
  /** How much longer an order takes for each pizza beyond its first; unknown before the kitchen has said so. */
  readonly pizzaSeconds?: number;
}

/** What an order is asked for. */
export interface Wish {
  readonly channel: Channel;
  /** How many it is of. */
  readonly pizzas: number;
  readonly requestedFor?: Date;
}

/** What a customer is told. */
export interface Promised {
  readonly estimatedDelivery: Timestamp;
  readonly requestedFor?: Timestamp;
}

/**
 * Promises a time: as soon as the shop can, or when the customer asked for it. Throws a conflict with the state of the
 * shop when that cannot be now, and `invalid` on a time that the shop does not sell, or more pizzas than it makes of one
 * order.
 */
export const promise = (wish: Wish, terms: Terms, state: ShopState, now: Date): Promised => {
  const { channel, requestedFor, pizzas } = wish;
  if (pizzas > terms.mostPizzas) throw tooMany(terms.mostPizzas);
  const soonest = new Date(now.getTime() + leadMs(wish, terms, state, now));
  refuseWhilePaused(state, requestedFor ?? now, now);
  if (requestedFor !== undefined) return promiseLater({ ...wish, requestedFor }, soonest, terms, state, now);
  refuseWhenClosed(channel, terms, now);
  return { estimatedDelivery: soonest.toISOString() };
};

/** From an order to its hand-over, as things are, ms. */
export const leadMs = (wish: Wished, { leadTimes, kitchenNewsMinutes }: Terms, state: ShopState, now: Date): number => {
  const { extraMinutes } = settingsAt(state.settings, now);
  return workMs(wish, leadTimes, state) + extraMinutes * 60_000 + waitMs(state.kitchen, kitchenNewsMinutes, now);
};

type Wished = Omit<Wish, 'requestedFor'>;

/** From an order to its hand-over in a kitchen that makes nothing else, ms: an order of more pizzas takes longer. */
const workMs = ({ channel, pizzas }: Wished, leadTimes: LeadTimes, { kitchen }: ShopState): number => {
  const minutes = channel === 'pickup' ? leadTimes.pickupMinutes : leadTimes.deliveryMinutes;
  return minutes * 60_000 + Math.max(0, pizzas - 1) * (kitchen?.pizzaSeconds ?? 0) * 1_000;
};

/**
 * The kitchen's wait counts until there is news of another. It says every change, so that silence means the same wait;
 * but silence may also mean that the kitchen is away, and no rush lasts for ever. So its word counts for a while, and
 * never for less than the wait it told of: by then, who stood in front has been served.
 */
const waitMs = (kitchen: KitchenWait | undefined, newsMinutes: number, now: Date): number => {
  if (kitchen === undefined) return 0;
  const ms = kitchen.seconds * 1_000;
  return now.getTime() - kitchen.saidAt.getTime() < Math.max(newsMinutes * 60_000, ms) ? ms : 0;
};

/** A pause takes no order that is due before it ends. */
const refuseWhilePaused = ({ settings }: ShopState, due: Date, now: Date): void => {
  const { pausedUntil } = settingsAt(settings, now);
  if (pausedUntil === undefined || due >= pausedUntil) return;
  throw new Refusal('conflict', 'paused', 'The shop takes no orders for a while.', {
    pausedUntil: pausedUntil.toISOString(),
  });
};

const refuseWhenClosed = (channel: Channel, { hours }: Terms, now: Date): void => {
  if (isOpen(hours[channel], now)) return;
  const opensAt = opensNext(hours[channel], now)?.toISOString();
  throw new Refusal('conflict', 'closed', `The shop is closed for ${channel}.`, { channel, opensAt });
};

const promiseLater = (
  wish: Required<Wish>,
  soonest: Date,
  { hours, laterDays, leadTimes }: Terms,
  state: ShopState,
  now: Date,
): Promised => {
  const { channel, requestedFor } = wish;
  if (laterDays === 0) throw notSold('too-far-ahead', 'The shop takes no orders for later.');
  if (requestedFor < soonest) throw tooSoon('The shop cannot make it by then.', soonest);
  if (requestedFor.getTime() > now.getTime() + laterDays * 24 * 3_600_000) {
    throw notSold(
      'too-far-ahead',
      `Orders are taken for at most ${laterDays === 1 ? 'one day' : `${laterDays} days`} ahead.`,
    );
  }
  const opens = openSince(hours[channel], requestedFor);
  if (opens === undefined) throw notSold('closed-then', `The shop is closed for ${channel} at that time.`);
  // Nobody starts it before the shop opens.
  const first = new Date(opens.getTime() + workMs(wish, leadTimes, state));
  if (requestedFor < first) throw tooSoon('The shop opens too shortly before to make it by then.', first);
  return { estimatedDelivery: requestedFor.toISOString(), requestedFor: requestedFor.toISOString() };
};

const tooSoon = (message: string, soonest: Date): Refusal =>
  new Refusal('conflict', 'too-soon', message, { soonest: soonest.toISOString() });

const tooMany = (mostPizzas: number): Refusal => {
  const message = `The shop takes at most ${mostPizzas} pizzas in one order; please call it for more.`;
  return invalid('too-many-pizzas', message, [{ path: 'items', message }]);
};

const notSold = (code: string, message: string): Refusal => invalid(code, message, [{ path: 'requestedFor', message }]);

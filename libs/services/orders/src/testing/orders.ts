import type { Courier, CustomerContact, Fulfilment } from '@pizzeria/contracts';
import { cancelOrder } from '../domain/cancel';
import type { ItemDraft } from '../domain/choose';
import { bringBack, deliverOrder, dispatchOrder } from '../domain/hand-over';
import type { Channel } from '../domain/hours';
import { cookingStarted, madeReady, recalled } from '../domain/kitchen-news';
import type { Decision, Order } from '../domain/order';
import { recordPayment } from '../domain/pay';
import { offer, placeOrder, type OrderDraft } from '../domain/place';
import { promise, type Promised, type ShopState, type Terms } from '../domain/promise';
import { theMenu } from './menu';

/** When every fixture's order is placed; `minutesLater(n)` counts from here. */
export const sixThirty = new Date('2026-03-14T18:30:00.000Z');

export const minutesLater = (minutes: number): Date => new Date(sixThirty.getTime() + minutes * 60_000);

const always = [{ opens: new Date(0), closes: new Date('9999-01-01T00:00:00.000Z') }];

/** A shop that never closes: 20 minutes to the counter, 45 to the door. */
export const theTerms: Terms = {
  leadTimes: { pickupMinutes: 20, deliveryMinutes: 45 },
  hours: { pickup: () => always, delivery: () => always },
  laterDays: 7,
  mostPizzas: 50,
  kitchenNewsMinutes: 60,
};

/** Nothing is paused, nothing takes longer, and nothing was heard of the kitchen. */
export const aQuietShop: ShopState = { settings: { extraMinutes: 0 } };

/** What a quiet shop promises at half past six. */
export const asSoonAsPossible = (channel: Channel): Promised =>
  promise({ channel, pizzas: 1 }, theTerms, aQuietShop, sixThirty);

export const ada: CustomerContact = { name: 'Ada', phone: '+14155550123', email: 'ada@example.com' };

export const toAdasDoor: Fulfilment = {
  type: 'delivery',
  address: { line1: '1 Main St', city: 'Springfield', postalCode: '12345' },
};

export const atTheCounter: Fulfilment = { type: 'pickup' };

export const bruno: Courier = { id: 'courier-bruno', name: 'Bruno' };

/** 3198 cents. */
export const twoMargheritas: ItemDraft = { sku: 'margherita', size: 'large', quantity: 2, extras: ['basil'] };

/** 1649 cents. */
export const halfAndHalf: ItemDraft = { halves: ['margherita', 'diavola'], size: 'large', quantity: 1 };

export const aCola: ItemDraft = { sku: 'cola', quantity: 1 };

export const anId = (last: number): string => `01995f2a-7c00-7000-8000-${last.toString(16).padStart(12, '0')}`;

/** What happens when Ada orders two large margheritas with basil, to be collected. */
export const placing = (
  draft: Partial<OrderDraft> = {},
  identity: { readonly id?: string; readonly number?: number; readonly customerId?: string } = {},
): Decision => {
  const asked: OrderDraft = { customer: ada, fulfilment: atTheCounter, items: [twoMargheritas], ...draft };
  const accepted = offer(asked, theMenu, asSoonAsPossible(asked.fulfilment.type), sixThirty);
  return placeOrder(accepted, { id: anId(1), number: 42, customerId: anId(10), ...identity });
};

export const aPlacedOrder = (draft: Partial<OrderDraft> = {}): Order => placing(draft).order;

export const aPaidOrder = (order: Order = aPlacedOrder()): Order =>
  recordPayment(order, { id: anId(20), method: 'card', amount: order.totalAmount }, minutesLater(1)).order;

export const aCookingOrder = (from: Order = aPlacedOrder()): Order =>
  cookingStarted(from, { startedAt: minutesLater(5).toISOString(), estimatedReady: minutesLater(15).toISOString() }, 1)
    .order;

export const aReadyOrder = (from: Order = aPlacedOrder()): Order =>
  madeReady(from, { startedAt: minutesLater(5).toISOString(), readyAt: minutesLater(14).toISOString() }, 2).order;

export const aRecalledOrder = (from: Order = aReadyOrder()): Order =>
  recalled(from, { recalledAt: minutesLater(15).toISOString() }, 3).order;

export const anOrderWithItsCourier = (): Order =>
  dispatchOrder(aReadyOrder(aPlacedOrder({ fulfilment: toAdasDoor })), bruno, minutesLater(16)).order;

export const anOrderBroughtBack = (from: Order = anOrderWithItsCourier()): Order =>
  bringBack(from, 'Nobody opened the door.', minutesLater(30)).order;

export const aDeliveredOrder = (from: Order = aReadyOrder()): Order => deliverOrder(from, minutesLater(35)).order;

export const aCancelledOrder = (from: Order = aPlacedOrder()): Order =>
  cancelOrder(from, { by: 'staff', reason: 'The oven is broken.' }, minutesLater(2)).order;

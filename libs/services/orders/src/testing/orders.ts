import type { Courier, CustomerContact, Fulfilment } from '@pizzeria/contracts';
import { cancelOrder } from '../domain/cancel';
import type { ItemDraft } from '../domain/choose';
import { dispatchOrder } from '../domain/hand-over';
import { cookingStarted, madeReady } from '../domain/kitchen-news';
import type { Decision, Order } from '../domain/order';
import { recordPayment } from '../domain/pay';
import { offer, placeOrder, type OrderDraft } from '../domain/place';
import { theMenu } from './menu';

/** When every fixture's order is placed; `minutesLater(n)` counts from here. */
export const sixThirty = new Date('2026-03-14T18:30:00.000Z');

export const minutesLater = (minutes: number): Date => new Date(sixThirty.getTime() + minutes * 60_000);

export const leadTimes = { pickupMinutes: 20, deliveryMinutes: 45 };

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
  const accepted = offer(asked, theMenu, leadTimes, sixThirty);
  return placeOrder(accepted, { id: anId(1), number: 42, customerId: anId(10), ...identity });
};

export const aPlacedOrder = (draft: Partial<OrderDraft> = {}): Order => placing(draft).order;

export const aPaidOrder = (): Order => {
  const order = aPlacedOrder();
  return recordPayment(order, { id: anId(20), method: 'card', amount: order.totalAmount }, minutesLater(1)).order;
};

export const aCookingOrder = (from: Order = aPlacedOrder()): Order =>
  cookingStarted(from, {
    orderId: from.id,
    number: from.number,
    startedAt: minutesLater(5).toISOString(),
    estimatedReady: minutesLater(15).toISOString(),
  }).order;

export const aReadyOrder = (from: Order = aPlacedOrder()): Order =>
  madeReady(from, { readyAt: minutesLater(14).toISOString() }).order;

export const anOrderWithItsCourier = (): Order =>
  dispatchOrder(aReadyOrder(aPlacedOrder({ fulfilment: toAdasDoor })), bruno, minutesLater(16)).order;

export const aCancelledOrder = (from: Order = aPlacedOrder()): Order =>
  cancelOrder(from, { by: 'staff', reason: 'The oven is broken.' }, minutesLater(2)).order;

import type { OrderPlacedData } from '@pizzeria/contracts';
import { orderCancelled, orderHandedOver, orderPlaced, stockHeard } from '../domain/news';
import type { Kitchen } from '../domain/preparation';
import type { Priorities } from '../domain/priority';
import { type Bump, markReady } from '../domain/ready';
import { type Start, startCooking } from '../domain/start';
import { Refusal } from '../domain/refusal';
import { takeOrder } from '../domain/take-order';
import {
  type Cooking,
  expected,
  type Held,
  type Queued,
  type Ready,
  type Ticket,
  type TicketOrder,
} from '../domain/ticket';

/** A time of the evening on which all of this happens, for example `at('18:30')`. */
export const at = (time: string): string => `2026-03-14T${time}:00.000Z`;

/** Two ovens for three pizzas each, a cook who tops one in a minute, ten minutes of baking, and one who cuts. */
export const smallKitchen: Kitchen = {
  ovens: 6,
  makeStations: 1,
  cutStations: 1,
  bakeSeconds: 600,
  makeSeconds: 60,
  packSeconds: 120,
};

export const priorities: Priorities = { deliveryMinutes: 15, patienceMinutes: 30 };

export const instructions = { pickup: 'Ask at the counter.', delivery: 'Waits for its courier.' };

export const adasOrderId = '01995f2a-7c00-7000-8000-000000000001';

export const ada: OrderPlacedData['customer'] = { name: 'Ada', phone: '+14155550123', email: 'ada@example.com' };

export const pizzaLine = (quantity = 1): OrderPlacedData['items'][number] => ({
  line: 1,
  kind: 'pizza',
  sku: 'margherita',
  name: 'Margherita',
  size: 'large',
  quantity,
  extras: [],
  unitPrice: 1499,
  lineTotal: 1499 * quantity,
});

export const colaLine = (quantity = 1): OrderPlacedData['items'][number] => ({
  line: 2,
  kind: 'drink',
  sku: 'cola',
  name: 'Cola',
  quantity,
  extras: [],
  unitPrice: 300,
  lineTotal: 300 * quantity,
});

/** Ada's order of two large margheritas, to be collected at 19:00. */
export const aPlacedOrder = (but: Partial<OrderPlacedData> = {}): OrderPlacedData => ({
  orderId: adasOrderId,
  number: 42,
  customerId: '01995f2a-7c00-7000-8000-00000000000a',
  customer: ada,
  fulfilment: { type: 'pickup' },
  items: [pizzaLine(2)],
  totalAmount: { amount: 2998, currency: 'USD' },
  estimatedDelivery: at('19:00'),
  ...but,
});

/** Ada's address, for orders that are delivered. */
export const toAdasDoor: OrderPlacedData['fulfilment'] = {
  type: 'delivery',
  address: { line1: '1 Main St', city: 'Springfield', postalCode: '12345' },
};

/** An order as the kitchen takes it, placed at 18:30. */
export const aTakenOrder = (but: Partial<OrderPlacedData> = {}): TicketOrder =>
  takeOrder(aPlacedOrder(but), at('18:30'), smallKitchen, priorities);

export const aHeldTicket = (but: Partial<OrderPlacedData> = {}): Held =>
  orderPlaced(expected(adasOrderId), aTakenOrder(but)) as Held;

export const aQueuedTicket = (but: Partial<OrderPlacedData> = {}): Queued =>
  stockHeard(aHeldTicket(but), { kind: 'reserved', sequence: 1 }) as Queued;

/** A cook presses start at 18:40. */
export const lucasPress: Start = {
  cook: 'cook-2',
  now: new Date(at('18:40')),
  inTheMaking: [],
  kitchen: smallKitchen,
};

export const aCookingTicket = (but: Partial<OrderPlacedData> = {}): Cooking =>
  startCooking(aQueuedTicket(but), lucasPress).ticket as Cooking;

/** A press of ready, by the same cook. */
export const readyAt = (time: string): Bump => ({ cook: 'cook-2', now: new Date(at(time)), instructions });

export const aReadyTicket = (): Ready => markReady(aCookingTicket(), readyAt('18:52')).ticket as Ready;

/** Basil is what is short. */
export const noBasil = [{ ingredientId: 'basil', name: 'Basil', unit: 'g' as const, needed: 20, onHand: 5 }];

/** What Ada says at 18:35. */
export const adasCancellation = { reason: 'Changed my mind.', by: 'customer' as const, cancelledAt: at('18:35') };

export const aCancelledTicket = (): Ticket => orderCancelled(aCookingTicket(), { ...adasCancellation, sequence: 2 });

/** The same ticket of another order. */
export const someoneElses = <T extends Ticket>(ticket: T, orderId = '01995f2a-7c00-7000-8000-0000000000ff'): T => ({
  ...ticket,
  orderId,
});

/** The ticket once its order left the shop at 19:00. */
export const handedOver = (ticket: Ticket): Ticket => orderHandedOver(ticket, { at: at('19:00'), sequence: 3 });

/** What was refused; throws when nothing was. */
export const refusalOf = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

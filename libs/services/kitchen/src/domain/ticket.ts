import type {
  CustomerContact,
  FulfilmentKind,
  InventoryShortData,
  OrderCancelledData,
  OrderLine,
} from '@pizzeria/contracts';

/**
 * A ticket: what the kitchen knows of one order: `expected → held ⇄ queued → cooking ⇄ ready → closed`.
 * It goes back from `ready` when a cook recalls it and from `closed` to `ready` when its courier brings it back;
 * it is `cancelled` from anywhere, as orders says.
 */
export type Ticket = Expected | Held | Queued | Cooking | Ready | Closed | Cancelled;

export type TicketStatus = Ticket['status'];

interface Known {
  readonly orderId: string;
  /** Sequence of the last event the kitchen published about this order; 0 before the first. */
  readonly version: number;
  /** What inventory said last about this order. */
  readonly stock: Stock;
  /** Sequence of the last news of its hand-over, return or cancellation: older news changes nothing. */
  readonly heard?: number;
  /** What was last said about when the customer gets it; nothing while the promise holds. */
  readonly said?: Said;
  /** How loudly was said that nobody started it. */
  readonly unattended?: Unattended;
}

/** Something was heard about the order, but not yet the order itself: nobody can cook it, and no screen shows it. */
export interface Expected extends Known {
  readonly status: 'expected';
}

/** Must not be started: its ingredients are not set aside, or inventory said what is missing. */
export interface Held extends Known {
  readonly status: 'held';
  readonly order: TicketOrder;
}

export interface Queued extends Known {
  readonly status: 'queued';
  readonly order: TicketOrder;
}

export interface Cooking extends Known {
  readonly status: 'cooking';
  readonly order: TicketOrder;
  readonly cooking: Preparation;
}

export interface Ready extends Known {
  readonly status: 'ready';
  readonly order: TicketOrder;
  readonly cooking: Preparation;
  readonly readyAt: string;
  /** Sequence of the `order.ready` that said so. */
  readonly readySequence?: number;
  /** When its courier came back with it. */
  readonly returnedAt?: string;
}

/** Handed over; the order itself may be unknown when the news of it comes late. */
export interface Closed extends Known {
  readonly status: 'closed';
  readonly order?: TicketOrder;
  readonly cooking?: Preparation;
  readonly readyAt?: string;
  readonly readySequence?: number;
  readonly closedAt: string;
}

/** Called off: shown struck through to those who were already at work on it. */
export interface Cancelled extends Known {
  readonly status: 'cancelled';
  readonly previous: 'expected' | 'held' | 'queued' | 'cooking' | 'ready';
  readonly order?: TicketOrder;
  readonly cooking?: Preparation;
  readonly readyAt?: string;
  readonly reason: string;
  readonly by: OrderCancelledData['by'];
  readonly cancelledAt: string;
}

/** `sequence` is inventory's for this order: of two statements the higher one is the later one. */
export type Stock =
  | { readonly kind: 'awaited'; readonly sequence: 0 }
  | { readonly kind: 'reserved'; readonly sequence: number }
  | { readonly kind: 'short'; readonly sequence: number; readonly missing: InventoryShortData['missing'] };

/** What the kitchen needs of an order: no prices, no address. Times are RFC 3339 UTC. */
export interface TicketOrder extends StartTimes {
  readonly number: number;
  readonly customerId: string;
  readonly customer: CustomerContact;
  readonly fulfilment: FulfilmentKind;
  readonly items: readonly TicketItem[];
  readonly placedAt: string;
  /** When the customer was told to expect it. */
  readonly promisedAt: string;
  /** Present on an order for later. */
  readonly requestedFor?: string;
}

/** Fixed when the ticket is written; RFC 3339 UTC. */
export interface StartTimes {
  /** When it should be started: its place in the queue. */
  readonly startBy: string;
  /** When it must be started, or its promise is broken; never before `startBy`. */
  readonly latestStart: string;
}

export type TicketItem = Omit<OrderLine, 'unitPrice' | 'lineTotal'>;

/** From the press of start. */
export interface Preparation {
  readonly startedAt: string;
  /** Said at the start, and never changed: how long it took is held against it. */
  readonly estimatedReady: string;
  /** The cook's id. */
  readonly by: string;
  /** What stations are done with; none before the first bump. */
  readonly bumps?: readonly ItemBump[];
  /** The last time it was taken back from ready. */
  readonly recalled?: Recalled;
}

/** Where pizzas are topped, and where all of an order is cut, boxed and set out. In this order. */
export const stations = ['make', 'cut'] as const;
export type Station = (typeof stations)[number];

/** A station is done with a line of the order. */
export interface ItemBump {
  readonly line: number;
  readonly station: Station;
  readonly at: string;
  /** The cook's id. */
  readonly by: string;
}

export interface Recalled {
  readonly at: string;
  /** The cook's id. */
  readonly by: string;
  readonly reason: string;
}

/** When the customer was last told to expect the order, and when that was said. */
export interface Said {
  readonly estimate: string;
  readonly at: string;
}

export interface Unattended {
  readonly level: 1 | 2 | 3;
  readonly at: string;
}

export const expected = (orderId: string): Expected => ({
  status: 'expected',
  orderId,
  version: 0,
  stock: { kind: 'awaited', sequence: 0 },
});

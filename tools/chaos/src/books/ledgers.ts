import type { RecordedOrder } from '@pizzeria/simulator';

/** All that is written down about a run: the simulator's record and the five databases. Books are made of it alone. */
export interface Ledgers {
  readonly recorded: readonly RecordedOrder[];
  readonly orders: readonly OrderEntry[];
  readonly tickets: readonly TicketEntry[];
  readonly reservations: readonly ReservationEntry[];
  readonly shelves: readonly ShelfEntry[];
  readonly movements: readonly MovementEntry[];
  readonly purchaseOrders: readonly PurchaseOrderEntry[];
  readonly messages: readonly MessageEntry[];
  /** Ids of the messages that a provider took, one for each time; of what it took from nobody, a description. */
  readonly taken: readonly string[];
  /** What was done to the services, and when. */
  readonly disturbances: readonly Disturbance[];
  readonly paymentMetrics: readonly { readonly paymentId: string; readonly orderId: string; readonly amount: number }[];
  /** What analytics keeps of every event. */
  readonly log: readonly EventEntry[];
  /** What each relay has noted as confirmed; one entry for each time it noted it. */
  readonly published: readonly PublishedEntry[];
  /** What each subscription has handled. */
  readonly inbox: readonly { readonly eventId: string; readonly queue: string }[];
  readonly deadLetters: readonly DeadLetterEntry[];
  /** Events not yet noted as confirmed. */
  readonly outbox: readonly { readonly service: string; readonly eventId: string; readonly type: string }[];
  /** Events that the broker refused. */
  readonly parked: readonly ParkedEntry[];
  /** Queues that take each type of event. */
  readonly subscribers: ReadonlyMap<string, readonly string[]>;
}

export interface OrderEntry {
  readonly id: string;
  /** What the customer is called; the simulator gives each order a name of its own. */
  readonly customer: string;
  readonly status: string;
  /** How many events it has published. */
  readonly version: number;
  /** Minor units, as are all amounts here. */
  readonly total: number;
  readonly payment: {
    readonly status: string;
    readonly payments: readonly { readonly id: string; readonly amount: { readonly amount: number } }[];
    readonly due?: { readonly amount: number };
  };
}

export interface TicketEntry {
  readonly orderId: string;
  readonly status: string;
  readonly version: number;
  readonly wasReady: boolean;
}

export interface ReservationEntry {
  readonly orderId: string;
  readonly state: string;
  readonly version: number;
  readonly needs?: Readonly<Record<string, number>>;
}

export interface ShelfEntry {
  readonly ingredientId: string;
  readonly onHand: number;
  readonly reserved: number;
}

export interface MovementEntry {
  readonly ingredientId: string;
  readonly kind: string;
  /** Below zero: taken. */
  readonly quantity: number;
  readonly orderId?: string;
  readonly purchaseOrderId?: string;
}

export interface PurchaseOrderEntry {
  readonly id: string;
  readonly state: string;
  /** `received` is what of a line came so far, in parts or at once. */
  readonly lines: readonly { readonly ingredientId: string; readonly quantity: number; readonly received?: number }[];
}

export interface MessageEntry {
  readonly id: string;
  /** Of a message that is about an order; else what it is about. */
  readonly orderId: string;
  readonly kind: string;
  readonly channel: string;
  /** `sequence` of the event that asked for it. */
  readonly occurrence: number;
  readonly state: string;
  /** When it was written, and when it came to its state; ms since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Disturbance {
  readonly kind: string;
  /** A process, or a server of all. */
  readonly target: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface EventEntry {
  readonly eventId: string;
  /** Without family: `order.placed`. */
  readonly name: string;
  /** The service that published it. */
  readonly service: string;
  readonly subject: string;
  readonly sequence: number;
}

export interface PublishedEntry extends EventEntry {
  readonly type: string;
}

export interface DeadLetterEntry {
  readonly queue: string;
  readonly eventId: string;
  readonly reason: string;
  readonly error: string;
}

export interface ParkedEntry {
  readonly service: string;
  readonly eventId: string;
  readonly error: string;
}

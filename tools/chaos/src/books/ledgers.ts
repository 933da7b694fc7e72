import type { RecordedOrder } from '@pizzeria/simulator';

/** All that is written down about a run: the simulator's record and the five databases. Books are made of it alone. */
export interface Ledgers {
  readonly recorded: readonly RecordedOrder[];
  readonly orders: readonly OrderEntry[];
  readonly tickets: readonly TicketEntry[];
  readonly reservations: readonly ReservationEntry[];
  readonly shelves: readonly ShelfEntry[];
  /** In the order in which they were entered. */
  readonly movements: readonly MovementEntry[];
  readonly purchaseOrders: readonly PurchaseOrderEntry[];
  readonly recipes: readonly RecipeEntry[];
  readonly menu: MenuEntry;
  readonly messages: readonly MessageEntry[];
  /** Channels by which the manager is told. */
  readonly managerChannels: readonly string[];
  /** Ids of the messages that a provider took, one for each time; of what it took from nobody, a description. */
  readonly taken: readonly string[];
  /** What was done to the services, and when. */
  readonly disturbances: readonly Disturbance[];
  /** Payments and refunds as analytics counted them. */
  readonly moneyMetrics: readonly MoneyEntry[];
  /** What analytics keeps of every event. */
  readonly log: readonly LoggedEntry[];
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
  /** The metrics before and after they were made anew at the end; undefined as long as the run goes on. */
  readonly rebuild?: RebuildEntry;
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
  /** What its lines cost together. */
  readonly lines: number;
  /** In its total; `included`: in what its lines cost, too. */
  readonly tax: { readonly amount: number; readonly included: boolean };
  /** `pickup` or `delivery`. */
  readonly fulfilment: string;
  /** Who called it off: `customer`, `staff`, `system` or `nobody`. */
  readonly cancelledBy: string;
  /** How loudly orders heard that nobody starts it: 1, 2 or 3; 0: not at all. */
  readonly unattended: number;
  readonly payment: {
    readonly status: string;
    readonly payments: readonly Sum[];
    readonly refunds: readonly Sum[];
    /** What is due back. */
    readonly due: number;
  };
}

/** One payment or refund. */
export interface Sum {
  readonly id: string;
  readonly amount: number;
}

export interface MoneyEntry extends Sum {
  readonly kind: 'payment' | 'refund';
  readonly orderId: string;
}

export interface TicketEntry {
  readonly orderId: string;
  readonly status: string;
  readonly version: number;
  /** Whether it stands or stood ready at last: recalled, it does not. */
  readonly wasReady: boolean;
  /** How loudly was said that nobody starts it; 0: not at all. */
  readonly unattended: number;
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
  /** How often it was said to be low. */
  readonly version: number;
  readonly threshold: number;
  /** Whether it was said to be low and has not recovered since. */
  readonly low: boolean;
}

export interface MovementEntry {
  readonly ingredientId: string;
  readonly kind: string;
  /** Below zero: taken. */
  readonly quantity: number;
  readonly orderId?: string;
  readonly purchaseOrderId?: string;
  /** ms since 1970. */
  readonly atMs: number;
}

export interface PurchaseOrderEntry {
  readonly id: string;
  readonly supplierId: string;
  readonly state: string;
  readonly version: number;
  /** `received` is what of a line came so far, in parts or at once. */
  readonly lines: readonly { readonly ingredientId: string; readonly quantity: number; readonly received?: number }[];
}

/** What the smallest portion of something takes. */
export interface RecipeEntry {
  readonly sku: string;
  readonly needs: Readonly<Record<string, number>>;
}

/** What inventory said last of what cannot be made, and what orders keeps of it. */
export interface MenuEntry {
  readonly version: number;
  readonly unavailable: readonly { readonly sku: string; readonly missing: readonly string[] }[];
  readonly soldOut: readonly string[];
  /** Version that orders heard last. */
  readonly soldOutAsOf: number;
}

export interface MessageEntry {
  readonly id: string;
  /** Subject of what it is about: `order/<id>`, `ingredient/basil`. */
  readonly about: string;
  readonly kind: string;
  readonly channel: string;
  /** `sequence` of the event that asked for it; 0 of what is said once. */
  readonly occurrence: number;
  readonly state: string;
  /** When it was written, and when it came to its state; ms since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Rows of every table, as text. */
export interface RebuildEntry {
  readonly before: Readonly<Record<string, readonly string[]>>;
  readonly after: Readonly<Record<string, readonly string[]>>;
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

export interface LoggedEntry extends EventEntry {
  /** ms since 1970. */
  readonly atMs: number;
  /** What it says, of the kinds that books look into. */
  readonly data?: EventData;
}

/** What books read of events. */
export interface EventData {
  readonly paymentId?: string;
  readonly refundId?: string;
  readonly amount?: { readonly amount: number };
  readonly refundDue?: { readonly amount: number };
  readonly level?: number;
  /** Of a recall: which readiness it takes back. */
  readonly readySequence?: number;
  readonly newEstimate?: string;
  readonly promisedAt?: string;
  readonly unavailable?: MenuEntry['unavailable'];
  readonly lines?: readonly { readonly ingredientId: string; readonly quantity: number }[];
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

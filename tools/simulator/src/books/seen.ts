import type { Order, OrderStatus } from '../people/answers';

/** What the services say of one order. Plain data: reconciliation works on nothing else. */
export interface SeenOrder {
  /** Undefined: the orders service does not know it. */
  readonly order?: SeenAtTheCounter;
  readonly tickets: readonly SeenTicket[];
  /** State of each reservation for it. */
  readonly reservations: readonly string[];
  readonly messages: readonly SeenMessage[];
  /** What analytics has in its log. */
  readonly events: readonly SeenEvent[];
}

export interface SeenAtTheCounter {
  readonly status: OrderStatus;
  readonly placedAt: string;
  readonly deliveredAt?: string;
  /** The promise. */
  readonly promisedAt: string;
  /** Whether a pizza of two halves is among it. */
  readonly halves: boolean;
  readonly cancelledBy?: NonNullable<Order['cancellation']>['by'];
  readonly money: SeenMoney;
}

/** Minor units. */
export interface SeenMoney {
  readonly status: Order['payment']['status'];
  readonly total: number;
  readonly paid: number;
  readonly refunded: number;
}

export interface SeenTicket {
  readonly status: string;
  readonly startedAt?: string;
  readonly readyAt?: string;
}

export interface SeenMessage {
  readonly kind: string;
  readonly channel: string;
  /** Of the event that asked for it. */
  readonly occurrence: number;
  readonly state: string;
  readonly sentAt?: string;
}

export interface SeenEvent {
  readonly id: string;
  /** Without family: `order.placed`. */
  readonly name: string;
}

/** An order whose customer bears the mark of this run, whether or not the simulator knows of it. */
export interface MarkedOrder {
  readonly id: string;
  readonly mark: string;
}

/** How many events of these names analytics has of an order; one that it logged twice counts once. */
export const countOf = ({ events }: SeenOrder, ...names: readonly string[]): number =>
  new Set(events.filter(({ name }) => names.includes(name)).map(({ id }) => id)).size;

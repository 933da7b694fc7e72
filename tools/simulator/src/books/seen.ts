import type { OrderStatus } from '../people/answers';

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
}

export interface SeenTicket {
  readonly status: string;
  readonly startedAt?: string;
  readonly readyAt?: string;
}

export interface SeenMessage {
  readonly kind: string;
  readonly channel: string;
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

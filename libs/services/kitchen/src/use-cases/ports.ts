import type { Decision } from '../domain/cook';
import type { Ticket, TicketStatus } from '../domain/ticket';

/** The kitchen's tickets. Each write locks its ticket, and says in the same transaction what was decided. */
export interface Tickets {
  /**
   * Notes news about an order, heard of before or not. `learn` is synchronous and answers the same ticket when
   * the news changes nothing.
   */
  hear(orderId: string, learn: (ticket: Ticket) => Ticket): Promise<void>;
  /** Decides about a ticket. `decide` is synchronous; what it throws changes nothing. Refuses an unknown order. */
  update(orderId: string, decide: (ticket: Ticket) => Decision): Promise<Decision>;
  /** Tickets that may be started and were not. */
  queued(): Promise<number>;
  /** Pizzas of the tickets that are cooking now. */
  pizzasInTheMaking(): Promise<number>;
  /** Pizzas that are queued up to this place, itself included; none before the first place. */
  pizzasQueuedUntil(place: Place | undefined): Promise<number>;
  /** Tickets in the order in which they should be started; closed and cancelled ones the other way round. */
  page(wanted: WantedTickets): Promise<readonly Ticket[]>;
  /** How many of what is to be made for the tickets that may be started now. */
  allDay(): Promise<readonly ToMake[]>;
}

export interface WantedTickets {
  /** Without it: everything open, and what was called off at work since `stoppedSince`. */
  readonly status?: Exclude<TicketStatus, 'expected'>;
  readonly stoppedSince: Date;
  readonly after?: Place;
  readonly limit: number;
}

/** A place in the queue. */
export interface Place {
  readonly startBy: string;
  readonly orderId: string;
}

/** A pizza, by name and size, and how often it is wanted. */
export interface ToMake {
  readonly name: string;
  readonly size?: string;
  readonly quantity: number;
}

import type { Decision } from '../domain/decision';
import type { OpenTicket } from '../domain/line';
import type { Load, LoadEvent } from '../domain/load';
import type { Ticket, TicketItem, TicketStatus } from '../domain/ticket';
import type { UnattendedMinutes } from '../domain/unattended';

/** The kitchen's tickets. Each write locks its ticket, and says in the same transaction what was decided. */
export interface Tickets {
  /**
   * Notes news about an order, heard of before or not. `learn` is synchronous and answers the same ticket when
   * the news changes nothing.
   */
  hear(orderId: string, learn: (ticket: Ticket) => Ticket): Promise<void>;
  /** Decides about a ticket. `decide` is synchronous; what it throws changes nothing. Refuses an unknown order. */
  update(orderId: string, decide: (ticket: Ticket) => Decision): Promise<Pressed>;
  /** Tickets that may be started and were not; of those for later, the ones whose time has come. */
  queued(now: Date): Promise<number>;
  /** Tickets that are to be made: neither ready nor off. */
  toBeMade(): Promise<number>;
  /** Tickets that cook now. */
  cooking(): Promise<readonly OpenTicket[]>;
  /** Tickets that wait for their ingredients: the first `inView` of them. */
  held(): Promise<readonly OpenTicket[]>;
  /** Tickets that cook, and those that may be started next: at most `inView` of them all. */
  inLine(): Promise<readonly OpenTicket[]>;
  /** Orders whose tickets are due for the next level of being unattended, the longest waiting first. */
  unattended(minutes: UnattendedMinutes, now: Date, limit: number): Promise<readonly string[]>;
  /** Tickets in the order in which they should be started; closed and cancelled ones the other way round. */
  page(wanted: WantedTickets): Promise<readonly Ticket[]>;
  /** All that is made now and may be started now; as `queued`. */
  allDay(now: Date): Promise<AllDay>;
}

/** How far down the line the kitchen looks: hours of work, whatever is behind it. */
export const inView = 500;

/** What became of a press: `already` when it changed nothing. */
export interface Pressed {
  readonly ticket: Ticket;
  readonly already: boolean;
}

/** What was last said about how busy the kitchen is. */
export interface SaidLoad {
  /**
   * Decides, under a lock, whether something is to be said, and says it in the same transaction. `decide` is synchronous.
   */
  update(decide: (lastSaid: Pick<Load, 'waitSeconds'>) => LoadEvent | undefined): Promise<void>;
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

/** How often something is wanted for tickets that cook, and for tickets that may be started. */
export interface Counted {
  readonly cooking: number;
  readonly queued: number;
}

/** What is made, by name and size, half-and-half under its own name; and what goes on top beyond that, by its sku. */
export interface AllDay {
  readonly items: readonly (Counted & Pick<TicketItem, 'kind' | 'name' | 'size'>)[];
  readonly extras: readonly (Counted & { readonly sku: string })[];
}

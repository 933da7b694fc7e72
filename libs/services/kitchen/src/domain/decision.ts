import type {
  OrderCookingStarted,
  OrderCookingStartedData,
  OrderEstimateChanged,
  OrderEstimateChangedData,
  OrderReady,
  OrderReadyData,
  OrderRecalled,
  OrderRecalledData,
  OrderUnattended,
  OrderUnattendedData,
} from '@pizzeria/contracts';
import type { Ticket } from './ticket';

/** What the kitchen says of a ticket. */
export type KitchenEvent =
  | { readonly event: typeof OrderCookingStarted; readonly data: OrderCookingStartedData }
  | { readonly event: typeof OrderReady; readonly data: OrderReadyData }
  | { readonly event: typeof OrderRecalled; readonly data: OrderRecalledData }
  | { readonly event: typeof OrderEstimateChanged; readonly data: OrderEstimateChangedData }
  | { readonly event: typeof OrderUnattended; readonly data: OrderUnattendedData };

/** A ticket after a decision, the same one when nothing changed, with what is to be said about it. */
export interface Decision {
  readonly ticket: Ticket;
  readonly events: readonly KitchenEvent[];
}

/** Nothing is said: the ticket is as it was, or it changed in a way that concerns nobody else. */
export const silently = (ticket: Ticket): Decision => ({ ticket, events: [] });

import type { Clock } from '@pizzeria/bus';
import type { Bump } from './domain/cook';
import type { Kitchen } from './domain/preparation';
import type { Priorities } from './domain/priority';
import type { Tickets } from './use-cases/ports';

/** What handlers and routes of the kitchen are given. */
export interface KitchenParts {
  readonly tickets: Tickets;
  readonly clock: Clock;
  readonly kitchen: Kitchen;
  readonly priorities: Priorities;
  readonly instructions: Bump['instructions'];
  readonly stoppedShownMinutes: number;
}

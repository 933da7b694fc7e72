import type { Clock } from '@pizzeria/bus';
import type { EstimateRules } from './domain/estimate';
import type { Kitchen } from './domain/preparation';
import type { Priorities } from './domain/priority';
import type { Bump } from './domain/ready';
import type { UnattendedMinutes } from './domain/unattended';
import type { SaidLoad, Tickets } from './use-cases/ports';

/** What handlers, routes and chores of the kitchen are given. */
export interface KitchenParts {
  readonly tickets: Tickets;
  readonly load: SaidLoad;
  readonly clock: Clock;
  readonly kitchen: Kitchen;
  readonly priorities: Priorities;
  readonly estimates: EstimateRules;
  readonly loadStepMinutes: number;
  readonly unattendedMinutes: UnattendedMinutes;
  readonly instructions: Bump['instructions'];
  readonly stoppedShownMinutes: number;
}

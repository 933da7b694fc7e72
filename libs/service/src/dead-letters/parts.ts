import { eventTable, type EventDefinition, type EventTable } from '@pizzeria/bus';
import type { DeadLetters } from '@pizzeria/postgres';
import type { Caller } from '../http/route';
import type { Replaying } from './replaying';

/** What the routes about dead letters work with. */
export interface DeadLetterParts {
  readonly letters: DeadLetters;
  /** The events that the service handles: their contracts say what is personal. */
  readonly events: EventTable;
  readonly replaying: Replaying;
}

interface Handles {
  readonly subscriptions: Readonly<
    Record<string, { readonly handlers: readonly { readonly event: EventDefinition }[] }>
  >;
}

/** The events that a service handles. */
export const handledEvents = ({ subscriptions }: Handles): EventTable =>
  eventTable(Object.values(subscriptions).flatMap(({ handlers }) => handlers.map(({ event }) => event)));

/** Who acts, by their id at the issuer. */
export const nameOf = (caller: Caller): string => (caller.kind === 'staff' ? caller.id : caller.kind);

import type { DataOf, EventDefinition } from './event';

/** An event as the domain states it, before it has an id, a time and a sequence. */
export interface RaisedEvent<E extends EventDefinition = EventDefinition> {
  readonly event: E;
  readonly data: DataOf<E>;
}

/** States that something happened. Pure: nothing is validated, stored or sent here. */
export const raise = <E extends EventDefinition>(event: E, data: DataOf<E>): RaisedEvent<E> => ({ event, data });

import { CannotWork, type Suspects } from '@pizzeria/bus';
import { isDatabaseAway } from '@pizzeria/postgres';

/** Notes that a database keeps, in the terms of the delivery policy: while it is away nothing can be worked on. */
export const suspectsIn = (store: Suspects): Suspects => ({
  deaths: (message) => store.deaths(message).catch(cannotWork),
  record: (message) => store.record(message).catch(cannotWork),
  forget: (message, end) => store.forget(message, end),
});

const cannotWork = (error: unknown): never => {
  throw isDatabaseAway(error) ? new CannotWork('the database is away', { cause: error }) : error;
};

import type { Measuring } from '@pizzeria/service';
import type { Decision } from '../domain/decision';
import type { Tickets } from '../use-cases/ports';
import { preparationTime } from './measures';

/** Measures how long orders take, where tickets are kept. */
export const measuredTickets = (tickets: Tickets, measure: Measuring): Tickets => ({
  ...tickets,
  update: (orderId, decide) =>
    tickets.update(orderId, (before) => {
      const decision = decide(before);
      // Said within the transaction: it counts if that is committed.
      for (const seconds of preparations(decision)) measure.record(preparationTime, seconds, {});
      return decision;
    }),
});

const preparations = ({ events }: Decision): readonly number[] =>
  events.flatMap(({ data }) => ('preparationSeconds' in data ? [data.preparationSeconds] : []));

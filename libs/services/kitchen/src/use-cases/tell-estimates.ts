import type { Clock } from '@pizzeria/bus';
import type { ChoreKit } from '@pizzeria/service';
import { type EstimateRules, isWorthSaying, tellEstimate } from '../domain/estimate';
import { outlooksOfAll } from '../domain/line';
import type { Kitchen } from '../domain/preparation';
import type { Tickets } from './ports';

/** What one run says at most: the rest has its turn at the next one. */
const pageSize = 50;

/** Says of tickets that are held, queued or cook that they are expected at another time than was said. */
export const tellEstimates = async (
  {
    tickets,
    clock,
    kitchen,
    estimates,
  }: {
    readonly tickets: Pick<Tickets, 'inLine' | 'held' | 'update'>;
    readonly clock: Clock;
    readonly kitchen: Kitchen;
    readonly estimates: EstimateRules;
  },
  { about }: ChoreKit,
): Promise<void> => {
  const now = clock.now();
  const [line, held] = [await tickets.inLine(), await tickets.held()];
  const outlookOf = outlooksOfAll(line, held, kitchen, now);
  const moved = [...line, ...held].flatMap((ticket) => {
    const outlook = outlookOf.get(ticket.orderId);
    return outlook && isWorthSaying(ticket, outlook, now, estimates) ? { orderId: ticket.orderId, outlook } : [];
  });
  for (const { orderId, outlook } of moved.slice(0, pageSize))
    await about(`order/${orderId}`, () =>
      tickets.update(orderId, (ticket) => tellEstimate(ticket, outlook, now, estimates)),
    );
};

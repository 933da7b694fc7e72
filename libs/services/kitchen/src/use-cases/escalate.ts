import type { Clock } from '@pizzeria/bus';
import type { ChoreKit } from '@pizzeria/service';
import { raiseUnattended, type UnattendedMinutes } from '../domain/unattended';
import type { Tickets } from './ports';

/** What one run says at most: the rest has its turn at the next one. */
const pageSize = 50;

/** Says of tickets that nobody started in time that they wait: louder and louder, each level once. */
export const escalate = async (
  {
    tickets,
    clock,
    unattendedMinutes,
  }: {
    readonly tickets: Pick<Tickets, 'unattended' | 'update'>;
    readonly clock: Clock;
    readonly unattendedMinutes: UnattendedMinutes;
  },
  { about }: ChoreKit,
): Promise<void> => {
  const now = clock.now();
  for (const orderId of await tickets.unattended(unattendedMinutes, now, pageSize))
    await about(`order/${orderId}`, () =>
      tickets.update(orderId, (ticket) => raiseUnattended(ticket, unattendedMinutes, now)),
    );
};

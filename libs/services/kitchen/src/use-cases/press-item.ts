import type { Clock } from '@pizzeria/bus';
import { bumpItem, type ItemPress, takeBumpBack } from '../domain/stations';
import type { Pressed, Tickets } from './ports';

/** A press at a station: it is done with a line, or takes that back. Refusals as `bumpItem` and `takeBumpBack`. */
export const pressItem = (
  { orderId, press, ...item }: Omit<ItemPress, 'now'> & { readonly orderId: string; readonly press: 'bump' | 'unbump' },
  { tickets, clock }: { readonly tickets: Tickets; readonly clock: Clock },
): Promise<Pressed> => {
  const decide = press === 'bump' ? bumpItem : takeBumpBack;
  return tickets.update(orderId, (before) => decide(before, { ...item, now: clock.now() }));
};

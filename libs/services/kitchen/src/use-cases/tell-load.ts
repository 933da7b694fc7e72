import type { Clock } from '@pizzeria/bus';
import { waitSeconds } from '../domain/line';
import { tellLoad as decide } from '../domain/load';
import { pizzaSeconds, type Kitchen } from '../domain/preparation';
import type { SaidLoad, Tickets } from './ports';

/** Says how long a new order would wait, when that is another time than was last said. */
export const tellLoad = async ({
  tickets,
  load,
  clock,
  kitchen,
  loadStepMinutes,
}: {
  readonly tickets: Pick<Tickets, 'inLine' | 'toBeMade'>;
  readonly load: SaidLoad;
  readonly clock: Clock;
  readonly kitchen: Kitchen;
  readonly loadStepMinutes: number;
}): Promise<void> => {
  const now = clock.now();
  const present = {
    waitSeconds: waitSeconds(await tickets.inLine(), kitchen, now),
    openTickets: await tickets.toBeMade(),
    pizzaSeconds: pizzaSeconds(kitchen),
  };
  await load.update((lastSaid) => decide(present, lastSaid, loadStepMinutes, now));
};

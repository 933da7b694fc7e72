import { pause, type HttpClient } from '../http/client';
import type { Tokens } from '../http/tokens';
import type { RunRecord } from '../books/record';
import type { Plan } from '../plan/plan';
import type { Board } from '../report/board';

/** What all virtual people share. */
export interface World {
  readonly http: HttpClient;
  readonly tokens: Tokens;
  readonly record: RunRecord;
  readonly board: Board;
  /** What is going to happen to an order, by the name of its customer; nothing of orders of others. */
  readonly plans: ReadonlyMap<string, Plan>;
  /** Tells this run's orders and keys from those of others. */
  readonly run: string;
  /** How many times faster than life. */
  readonly speed: number;
  /** Aborts when nobody has anything left to do, or no time to do it. */
  readonly closing: AbortSignal;
}

/** Waits for so many minutes of the simulated world, or until it closes. */
export const minutes = ({ speed, closing }: Pick<World, 'speed' | 'closing'>, count: number): Promise<void> =>
  pause((count * 60_000) / speed, closing);

/** Takes something that goes on while others look: a cook at work, a ride. */
export type Begin = (task: Promise<void>) => void;

/**
 * Does `look` again and again, `everyMs` of real time apart, until the world closes, and waits for all that was begun.
 * Rejects at once with the first failure of a look or of what one began; no later one goes unheard.
 */
export const keepLooking = async (
  { closing }: Pick<World, 'closing'>,
  everyMs: number,
  look: (begin: Begin) => Promise<void>,
): Promise<void> => {
  const begun: Promise<void>[] = [];
  let fail = (_: unknown) => {};
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const begin: Begin = (task) => {
    begun.push(task);
    task.catch(fail);
  };
  const looking = async () => {
    while (!closing.aborted) {
      await look(begin);
      await pause(everyMs, closing);
    }
    await Promise.all(begun);
  };
  await Promise.race([looking(), failed]);
};

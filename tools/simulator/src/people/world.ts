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

/** Does `look` again and again, `everyMs` of real time apart, until the world closes. */
export const keepLooking = async (
  { closing }: Pick<World, 'closing'>,
  everyMs: number,
  look: () => Promise<void>,
): Promise<void> => {
  while (!closing.aborted) {
    await look();
    await pause(everyMs, closing);
  }
};

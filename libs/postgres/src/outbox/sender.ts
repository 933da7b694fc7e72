import { BusUnavailable, MessageRefused, type Clock, type OutgoingMessage, type Published } from '@pizzeria/bus';
import type { Log } from '../log';
import type { Backoff } from './backoff';
import type { WaitingRow } from './rows';

export type Publish = (message: OutgoingMessage) => Promise<Published>;

/** How sending a row ended: `uncertain` is no fault of the row, it is read and sent again. */
export type Sent = { readonly kind: 'confirmed' | 'uncertain' } | { readonly kind: 'refused'; readonly error: string };

export interface SenderOptions {
  readonly publish: Publish;
  readonly backoff: Backoff;
  readonly clock: Clock;
  readonly log: Log;
  /** Pause before a refused row is tried again; doubles. */
  readonly refusedMs: number;
}

/** Tries of a row that the bus refuses for its own sake, before it is parked. */
const TRIES = 5;

/** Sends rows and sorts what may happen: a bus that is away delays everything, a refused row only its own key. */
export const sender = ({ publish, backoff, clock, log, refusedMs }: SenderOptions) => {
  const unavailable = (error: unknown): Sent => {
    if (!backoff.failing) log.warn({ err: error }, 'The bus takes no events; they wait in the outbox');
    backoff.failed();
    return { kind: 'uncertain' };
  };

  const succeeded = (): Sent => {
    if (backoff.failing) log.info({}, 'The bus takes events again');
    backoff.succeeded();
    return { kind: 'confirmed' };
  };

  return async (row: WaitingRow, stopping: () => boolean): Promise<Sent> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await publish(row.message);
        return succeeded();
      } catch (error) {
        if (!(error instanceof MessageRefused)) {
          if (!(error instanceof BusUnavailable)) log.error({ err: error }, 'The bus failed in an unforeseen way');
          return unavailable(error);
        }
        if (attempt === TRIES) return { kind: 'refused', error: error.message };
        if (stopping()) return { kind: 'uncertain' };
      }
      await new Promise<void>((resolve) => clock.after(refusedMs * 2 ** (attempt - 1), resolve));
    }
  };
};

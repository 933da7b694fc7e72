import { pause, TimeIsUp } from '../http/client';
import type { Finding } from './finding';
import { type Inspector, lookUpMarked, lookUpOrder, lookUpTickets } from './look-up';
import { reconcile } from './reconcile';
import type { RunRecord } from './record';
import type { MarkedOrder, SeenOrder } from './seen';

export interface Accounts {
  readonly findings: readonly Finding[];
  readonly seen: ReadonlyMap<string, SeenOrder>;
}

const inspectors = 6;
const againAfterMs = 1_000;

/**
 * Compares the record with the services until nothing is open any more, then once more in full, because a double
 * may come late; or until `until` aborts: what is open then is the result.
 */
export const settleAccounts = async (
  record: RunRecord,
  run: string,
  inspector: Inspector,
  until: AbortSignal,
): Promise<Accounts> => {
  const seen = new Map<string, SeenOrder>();
  const recorded = record.orders();
  const ids = recorded.flatMap(({ placed }) => placed?.id ?? []);
  let marked: readonly MarkedOrder[] = [];
  let open: readonly string[] = ids;
  try {
    for (let full = false; !until.aborted;) {
      full = open.length === 0;
      await lookAt(full ? ids : open, seen, inspector);
      marked = await lookUpMarked(inspector, run);
      open = stillOpen(reconcile(recorded, seen, marked));
      if (full && open.length === 0) break;
      if (open.length > 0) await pause(againAfterMs, until);
    }
  } catch (error) {
    if (!(error instanceof TimeIsUp)) throw error;
  }
  return { findings: reconcile(recorded, seen, marked), seen };
};

/** What time may still heal; a double never goes away. */
const stillOpen = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.flatMap(({ kind, orderId }) => (kind === 'doubled' ? [] : (orderId ?? [])))),
];

const lookAt = async (ids: readonly string[], seen: Map<string, SeenOrder>, inspector: Inspector): Promise<void> => {
  const tickets = await lookUpTickets(inspector);
  const left = [...ids];
  await Promise.all(
    Array.from({ length: inspectors }, async () => {
      for (let id = left.pop(); id !== undefined; id = left.pop())
        seen.set(id, await lookUpOrder(id, tickets, inspector));
    }),
  );
};

import { doubled, grouped, lost, wrong, type Book, type Finding } from './book';
import type { Ledgers, ShelfEntry } from './ledgers';
import { sequenceFindings } from './orders';

/** An ingredient was said to be low once each time it fell below its threshold: between two, some of it came or was freed. */
export const bookOfLows = (ledgers: Ledgers): Book => {
  const { shelves, log, published } = ledgers;
  const said = grouped(
    log.filter(({ name }) => name === 'inventory.low'),
    ({ subject }) => subject,
  );
  const sequences = grouped(
    published.filter(({ name }) => name === 'inventory.low'),
    ({ subject }) => subject,
  );
  const findings = shelves.flatMap((shelf): readonly Finding[] => {
    const { ingredientId, version } = shelf;
    const times = [...(said.get(`ingredient/${ingredientId}`) ?? [])].map(({ atMs }) => atMs).sort((a, b) => a - b);
    return [
      ...sequenceFindings(
        `the shelf of ${ingredientId}`,
        version,
        (sequences.get(`ingredient/${ingredientId}`) ?? []).map(({ sequence }) => sequence),
      ),
      ...lowFindings(shelf),
      ...unrecovered(times, risesOf(ingredientId, ledgers)).map(() =>
        doubled(`${ingredientId} was said to be low twice, and nothing came between`),
      ),
    ];
  });
  const low = shelves.filter((shelf) => shelf.low).length;
  return { name: 'lows', balance: `${[...said.values()].flat().length} said, ${low} low at the end`, findings };
};

const lowFindings = ({ ingredientId, onHand, reserved, threshold, low, version }: ShelfEntry): readonly Finding[] => {
  const below = onHand - reserved < threshold;
  const what = `${ingredientId}: ${onHand - reserved} are free, the threshold is ${threshold}`;
  if (below && (!low || version === 0)) return [lost(`${what}, and that was not said`)];
  return !below && low ? [wrong(`${what}, and it counts as low`)] : [];
};

/** Times at which more of an ingredient became free, ms since 1970. */
interface Rises {
  /** Something came, or an order that had some set aside went back to waiting. */
  readonly at: readonly number[];
  /** An order that had some set aside was called off; inventory heard of it then, or any time later. */
  readonly from: readonly number[];
}

const risesOf = (ingredientId: string, { movements, reservations, log }: Ledgers): Rises => {
  const needing = reservations.filter(({ needs = {} }) => ingredientId in needs);
  const about = (orders: Ledgers['reservations'], fits: (event: Ledgers['log'][number]) => boolean) => {
    const subjects = new Set(orders.map(({ orderId }) => `order/${orderId}`));
    return log.filter((event) => subjects.has(event.subject) && fits(event));
  };
  const reserved = new Set(about(needing, ({ name }) => name === 'inventory.reserved').map(({ subject }) => subject));
  const released = needing.filter(({ state, orderId }) => state === 'released' && reserved.has(`order/${orderId}`));
  return {
    at: [
      ...movements.filter((one) => one.ingredientId === ingredientId && one.quantity > 0),
      // The first one says that the order never had anything set aside so far.
      ...about(needing, ({ name, sequence }) => name === 'inventory.short' && sequence > 1),
    ].map(({ atMs }) => atMs),
    from: about(released, ({ name }) => name === 'order.cancelled').map(({ atMs }) => atMs),
  };
};

/** Those of the times after the first before which nothing rose; what was called off rose once. */
const unrecovered = (times: readonly number[], { at, from }: Rises): readonly number[] => {
  let used = 0;
  return times.slice(1).filter((to, index) => {
    if (at.some((rise) => rise >= (times[index] ?? 0) && rise <= to)) return false;
    if (from.filter((rise) => rise <= to).length <= used) return true;
    used += 1;
    return false;
  });
};

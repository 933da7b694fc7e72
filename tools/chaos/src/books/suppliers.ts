import { doubled, grouped, lost, sumOf, tally, wrong, type Book, type Finding } from './book';
import { sequenceFindings } from './orders';
import type { Ledgers, PurchaseOrderEntry, ReservationEntry, ShelfEntry } from './ledgers';

/**
 * A supplier has one open order at most. Each order was said once, when it was sent, as it stands; no more came of it
 * than was ordered, and what came was booked in once.
 */
export const bookOfSuppliers = ({ purchaseOrders, movements, published, log }: Ledgers): Book => {
  const arrived = grouped(
    movements.filter(({ purchaseOrderId }) => purchaseOrderId !== undefined),
    ({ purchaseOrderId, ingredientId }) => `${purchaseOrderId} ${ingredientId}`,
  );
  const placed = grouped(
    published.filter(({ name }) => name === 'purchase-order.placed'),
    ({ subject }) => subject,
  );
  const open = grouped(
    purchaseOrders.filter(({ state }) => state === 'open'),
    ({ supplierId }) => supplierId,
  );
  const findings: readonly Finding[] = [
    ...[...open]
      .filter(([, of]) => of.length > 1)
      .map(([supplier, of]) => doubled(`${of.length} purchase orders from ${supplier} are open`)),
    ...purchaseOrders.flatMap((order) => {
      const { id, version, state } = order;
      const said = placed.get(`purchase-order/${id}`) ?? [];
      return [
        ...(version === (state === 'open' ? 0 : 1)
          ? []
          : [wrong(`the ${state} purchase order ${id} is of version ${version}`)]),
        ...sequenceFindings(
          `the ${state} purchase order ${id}`,
          version,
          said.map(({ sequence }) => sequence),
        ),
        ...saidFindings(order, log),
        ...arrivalFindings(order, (ingredientId) => arrived.get(`${id} ${ingredientId}`) ?? []),
      ];
    }),
  ];
  return {
    name: 'suppliers',
    balance: `${purchaseOrders.length} orders: ${tally(purchaseOrders.map(({ state }) => state))}`,
    findings,
  };
};

/** What was said is what stands there: a sent order does not grow. */
const saidFindings = ({ id, state, lines }: PurchaseOrderEntry, log: Ledgers['log']): readonly Finding[] => {
  const inWords = (all: Pick<PurchaseOrderEntry, 'lines'>['lines']) =>
    all
      .map(({ ingredientId, quantity }) => `${quantity} of ${ingredientId}`)
      .sort()
      .join(', ');
  return log
    .filter(({ name, subject }) => name === 'purchase-order.placed' && subject === `purchase-order/${id}`)
    .map(({ data }) => inWords(data?.lines ?? []))
    .filter((said) => said !== inWords(lines))
    .map((said) => wrong(`the ${state} purchase order ${id} is of ${inWords(lines)}, said was ${said}`));
};

const arrivalFindings = (
  { id, state, lines }: PurchaseOrderEntry,
  arrivedOf: (ingredientId: string) => Ledgers['movements'],
): readonly Finding[] =>
  lines.flatMap(({ ingredientId, quantity, received = 0 }) => {
    const sum = sumOf(arrivedOf(ingredientId).map((one) => one.quantity));
    const what = `of ${ingredientId} of the ${state} purchase order ${id}`;
    if (received > quantity) return [doubled(`${what} ${received} came, ordered were ${quantity}`)];
    if ((state === 'open' || state === 'sent') && received > 0) return [wrong(`${what} ${received} came already`)];
    if (sum === received) return [];
    const booked = `${what} ${received} came, and ${sum} were booked in`;
    return [sum < received ? lost(booked) : doubled(booked)];
  });

/** An ingredient was said to be low once each time it fell below its threshold: between two, some of it came or was freed. */
export const bookOfLows = ({ shelves, movements, reservations, log, published }: Ledgers): Book => {
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
    const came = movements
      .filter((one) => one.ingredientId === ingredientId && one.quantity > 0)
      .map(({ atMs }) => atMs);
    const recovered = (from: number, to: number) =>
      mayHaveBeenFreed(ingredientId, reservations) || came.some((at) => at >= from && at <= to);
    return [
      ...sequenceFindings(
        `the shelf of ${ingredientId}`,
        version,
        (sequences.get(`ingredient/${ingredientId}`) ?? []).map(({ sequence }) => sequence),
      ),
      ...lowFindings(shelf),
      ...times
        .slice(1)
        .flatMap((to, index) =>
          recovered(times[index] ?? 0, to)
            ? []
            : [doubled(`${ingredientId} was said to be low twice, and nothing came between`)],
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

/** Nothing tells when an order was called off or stepped back: one that was may have freed what it needed at any time. */
const mayHaveBeenFreed = (ingredientId: string, reservations: readonly ReservationEntry[]): boolean =>
  reservations.some(({ state, version, needs = {} }) => ingredientId in needs && (state === 'released' || version > 1));

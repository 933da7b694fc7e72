import { doubled, grouped, lost, sumOf, tally, wrong, type Book, type Finding } from './book';
import { sequenceFindings } from './orders';
import type { Ledgers, PurchaseOrderEntry } from './ledgers';

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

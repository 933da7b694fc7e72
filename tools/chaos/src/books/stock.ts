import { doubled, grouped, lost, stuck, sumOf, tally, wrong, type Book, type Finding } from './book';
import { sequenceFindings } from './orders';
import type { Ledgers, MovementEntry } from './ledgers';

const endsOf: Readonly<Record<string, readonly string[]>> = {
  delivered: ['committed'],
  // What was being cooked stays used.
  cancelled: ['released', 'committed'],
};

/** Every order has one reservation, which ended as the order did, and took what the order needed, once. */
export const bookOfReservations = ({ orders, reservations, movements, published }: Ledgers): Book => {
  const ofOrder = grouped(reservations, ({ orderId }) => orderId);
  const known = new Set(orders.map(({ id }) => id));
  const usedFor = grouped(
    movements.filter(({ kind }) => kind === 'used'),
    ({ orderId }) => orderId ?? '',
  );
  const said = grouped(
    published.filter(({ service, name }) => service === 'inventory' && /^inventory\.(reserved|short)$/.test(name)),
    ({ subject }) => subject,
  );
  const findings: readonly Finding[] = [
    ...orders.flatMap(({ id, status }) => {
      const own = ofOrder.get(id) ?? [];
      const [reservation] = own;
      if (!reservation) return [lost(`order ${id} has no reservation`)];
      if (own.length > 1) return [doubled(`order ${id} has ${own.length} reservations`)];
      return endsOf[status]?.includes(reservation.state)
        ? []
        : [stuck(`order ${id} is ${status}, its reservation ${reservation.state}`)];
    }),
    ...reservations
      .filter(({ orderId }) => !known.has(orderId))
      .map(({ orderId }) => wrong(`a reservation is for order ${orderId}, which does not exist`)),
    ...reservations.flatMap(({ orderId, state, needs, version }) => [
      ...usageFindings(orderId, state === 'committed' ? (needs ?? {}) : {}, usedFor.get(orderId) ?? []),
      ...sequenceFindings(
        `the reservation of order ${orderId}`,
        version,
        (said.get(`order/${orderId}`) ?? []).map(({ sequence }) => sequence),
      ),
    ]),
  ];
  const balance = `${orders.length} orders = ${reservations.length} reservations: ${tally(reservations.map(({ state }) => state))}`;
  return { name: 'reservations', balance, findings };
};

const usageFindings = (
  orderId: string,
  needs: Readonly<Record<string, number>>,
  used: readonly MovementEntry[],
): readonly Finding[] =>
  [...new Set([...Object.keys(needs), ...used.map(({ ingredientId }) => ingredientId)])].flatMap((ingredientId) => {
    const taken = used.filter((one) => one.ingredientId === ingredientId);
    const sum = -sumOf(taken.map(({ quantity }) => quantity));
    const needed = needs[ingredientId] ?? 0;
    if (taken.length > 1) return [doubled(`order ${orderId} took ${ingredientId} ${taken.length} times`)];
    return sum === needed ? [] : [wrong(`order ${orderId} needed ${needed} of ${ingredientId} and took ${sum}`)];
  });

/** What came and went adds up to what lies there, nothing is set aside any more, every delivery came in once. */
export const bookOfStock = ({ shelves, movements, purchaseOrders }: Ledgers): Book => {
  const ofShelf = grouped(movements, ({ ingredientId }) => ingredientId);
  const arrived = grouped(
    movements.filter(({ purchaseOrderId }) => purchaseOrderId !== undefined),
    ({ purchaseOrderId, ingredientId }) => `${purchaseOrderId} ${ingredientId}`,
  );
  const findings: readonly Finding[] = [
    ...shelves.flatMap(({ ingredientId, onHand, reserved }) => {
      const sum = sumOf((ofShelf.get(ingredientId) ?? []).map(({ quantity }) => quantity));
      return [
        ...(sum === onHand ? [] : [wrong(`movements of ${ingredientId} add up to ${sum}, on hand is ${onHand}`)]),
        ...(onHand < 0 || reserved < 0 ? [wrong(`${ingredientId}: on hand ${onHand}, set aside ${reserved}`)] : []),
        ...(reserved > 0 ? [stuck(`${reserved} of ${ingredientId} are still set aside`)] : []),
      ];
    }),
    ...purchaseOrders.flatMap(({ id, state, lines }) =>
      lines.flatMap(({ ingredientId, received = 0 }) => {
        const sum = sumOf((arrived.get(`${id} ${ingredientId}`) ?? []).map(({ quantity }) => quantity));
        if (sum === received) return [];
        const what = `of ${ingredientId} of the ${state} purchase order ${id} ${received} came, and ${sum} were booked in`;
        return [sum < received ? lost(what) : doubled(what)];
      }),
    ),
  ];
  const total = (kind: string) => sumOf(movements.filter((one) => one.kind === kind).map(({ quantity }) => quantity));
  const kinds = ['opening', 'delivery', 'waste', 'count', 'used'].filter((kind) => total(kind) !== 0);
  const balance = `${kinds.map((kind) => `${kind} ${total(kind)}`).join(' + ')} = ${sumOf(shelves.map(({ onHand }) => onHand))} on hand, ${sumOf(shelves.map(({ reserved }) => reserved))} set aside`;
  return { name: 'stock', balance, findings };
};

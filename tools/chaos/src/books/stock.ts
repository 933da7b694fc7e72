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
  const emptied = new Set([...balancesOf(movements)].filter(([, { least }]) => least === 0).map(([id]) => id));
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
      ...usageFindings(orderId, state === 'committed' ? (needs ?? {}) : {}, usedFor.get(orderId) ?? [], emptied),
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

/** What lies on a shelf by its movements, and the least that ever lay there since it was filled first. */
const balancesOf = (
  movements: readonly MovementEntry[],
): ReadonlyMap<string, { readonly onHand: number; readonly least: number }> => {
  const balances = new Map<string, { onHand: number; least: number }>();
  for (const { ingredientId, quantity } of movements) {
    const before = balances.get(ingredientId);
    const onHand = (before?.onHand ?? 0) + quantity;
    balances.set(ingredientId, { onHand, least: Math.min(before?.least ?? onHand, onHand) });
  }
  return balances;
};

/** A cook who starts what has nothing set aside takes what is there: less than it needs only of what ran out. */
const usageFindings = (
  orderId: string,
  needs: Readonly<Record<string, number>>,
  used: readonly MovementEntry[],
  emptied: ReadonlySet<string>,
): readonly Finding[] =>
  [...new Set([...Object.keys(needs), ...used.map(({ ingredientId }) => ingredientId)])].flatMap((ingredientId) => {
    const taken = used.filter((one) => one.ingredientId === ingredientId);
    const sum = -sumOf(taken.map(({ quantity }) => quantity));
    const needed = needs[ingredientId] ?? 0;
    if (taken.length > 1) return [doubled(`order ${orderId} took ${ingredientId} ${taken.length} times`)];
    if (sum < needed && emptied.has(ingredientId)) return [];
    return sum === needed ? [] : [wrong(`order ${orderId} needed ${needed} of ${ingredientId} and took ${sum}`)];
  });

/**
 * What came and went adds up to what lies there, which was never less than nothing; what is set aside is what
 * reservations hold, and in the end that is nothing.
 */
export const bookOfStock = ({ shelves, movements, reservations }: Ledgers): Book => {
  const balances = balancesOf(movements);
  const held = heldIn(reservations);
  const findings = shelves.flatMap(({ ingredientId, onHand, reserved }): readonly Finding[] => {
    const { onHand: sum, least } = balances.get(ingredientId) ?? { onHand: 0, least: 0 };
    const due = held.get(ingredientId) ?? 0;
    return [
      ...(sum === onHand ? [] : [wrong(`movements of ${ingredientId} add up to ${sum}, on hand is ${onHand}`)]),
      ...(least < 0 ? [wrong(`by its movements there were ${least} of ${ingredientId} once`)] : []),
      ...(onHand < 0 || reserved < 0 || reserved > onHand
        ? [wrong(`${ingredientId}: on hand ${onHand}, set aside ${reserved}`)]
        : []),
      ...(reserved === due ? [] : [wrong(`${reserved} of ${ingredientId} are set aside, reservations hold ${due}`)]),
      ...(reserved > 0 ? [stuck(`${reserved} of ${ingredientId} are still set aside`)] : []),
    ];
  });
  const total = (kind: string) => sumOf(movements.filter((one) => one.kind === kind).map(({ quantity }) => quantity));
  const kinds = ['opening', 'delivery', 'waste', 'count', 'used'].filter((kind) => total(kind) !== 0);
  const balance = `${kinds.map((kind) => `${kind} ${total(kind)}`).join(' + ')} = ${sumOf(shelves.map(({ onHand }) => onHand))} on hand, ${sumOf(shelves.map(({ reserved }) => reserved))} set aside`;
  return { name: 'stock', balance, findings };
};

const heldIn = (reservations: Ledgers['reservations']): ReadonlyMap<string, number> => {
  const held = new Map<string, number>();
  for (const { state, needs = {} } of reservations)
    if (state === 'reserved')
      for (const [id, quantity] of Object.entries(needs)) held.set(id, (held.get(id) ?? 0) + quantity);
  return held;
};

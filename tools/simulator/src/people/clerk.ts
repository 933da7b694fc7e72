import {
  type PurchaseOrder,
  purchaseOrdersThatAre,
  receivePurchaseOrder,
  sendPurchaseOrder,
  type Unfinished,
} from './purchase-orders';
import { adjust, findingOf, readMissing, readShelves, wantedOf } from './shelves';
import { keepLooking, type World } from './world';

const lookEveryMs = 2_000;
/** An order gathers so long before the clerk sends it, and a supplier's van takes so long, and so long again for the rest. */
const ripeAfterMinutes: Readonly<Record<Unfinished, number>> = { open: 2, sent: 5, 'partly-received': 5 };
/** So often in a row something is low with nothing on its way before the clerk goes shopping. */
const patience = 3;
/** The clerk checks a shelf at every look but so many. */
const looksBetweenChecks = 3;

/**
 * The stock clerk: sends what is to be ordered, books in what suppliers bring, buys what is low, or missing for an
 * order, when nobody is bringing it, and now and then checks a shelf.
 */
export const runClerk = async (world: World): Promise<void> => {
  const firstSeen = new Map<string, number>();
  const lacking = new Map<string, number>();
  let looks = 0;

  /** Those in a state that were first seen in it long enough ago. */
  const ripe = (orders: readonly PurchaseOrder[], state: Unfinished): readonly PurchaseOrder[] =>
    orders.filter(({ id }) => {
      const since = seenSince(`${state} ${id}`, firstSeen);
      return Date.now() - since >= (ripeAfterMinutes[state] * 60_000) / world.speed;
    });

  const tendPurchaseOrders = async (): Promise<ReadonlySet<string>> => {
    const open = await purchaseOrdersThatAre('open', world);
    const sent = await purchaseOrdersThatAre('sent', world);
    const partly = await purchaseOrdersThatAre('partly-received', world);
    for (const order of ripe(open, 'open')) await sendPurchaseOrder(order, world);
    for (const order of ripe(sent, 'sent')) await receivePurchaseOrder(order, 'sent', world);
    for (const order of ripe(partly, 'partly-received')) await receivePurchaseOrder(order, 'partly-received', world);
    return new Set([...open, ...sent, ...partly].flatMap(({ lines }) => lines.flatMap(stillToCome)));
  };

  const goShopping = async (wanted: ReadonlyMap<string, number>, onTheWay: ReadonlySet<string>): Promise<void> => {
    for (const id of lacking.keys()) if (!wanted.has(id) || onTheWay.has(id)) lacking.delete(id);
    for (const [id, quantity] of wanted) {
      if (onTheWay.has(id)) continue;
      lacking.set(id, (lacking.get(id) ?? 0) + 1);
      if ((lacking.get(id) ?? 0) < patience) continue;
      lacking.delete(id);
      await adjust(id, { kind: 'delivery', quantity, note: 'bought by the clerk' }, `shopping-${looks}-${id}`, world);
    }
  };

  await keepLooking(world, lookEveryMs, async () => {
    looks += 1;
    const onTheWay = await tendPurchaseOrders();
    const shelves = await readShelves(world);
    await goShopping(wantedOf(shelves, await readMissing(world)), onTheWay);
    const finding = looks % looksBetweenChecks === 0 ? findingOf(shelves, looks / looksBetweenChecks) : undefined;
    if (finding) await adjust(finding.id, finding.adjustment, `check-${looks}`, world);
  });
};

const stillToCome = ({ ingredientId, outstanding }: PurchaseOrder['lines'][number]): readonly string[] =>
  outstanding > 0 ? [ingredientId] : [];

const seenSince = (what: string, firstSeen: Map<string, number>): number => {
  const since = firstSeen.get(what) ?? Date.now();
  firstSeen.set(what, since);
  return since;
};

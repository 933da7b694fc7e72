import type { Clock, Ids } from '@pizzeria/bus';
import type { PurchaseOrderPlaced } from '@pizzeria/contracts';
import type { Database } from '@pizzeria/postgres';
import type { Publish } from '@pizzeria/service';
import type { PurchaseOrders } from '../use-cases/ports';
import {
  holdSupplier,
  nextNumber,
  readAsked,
  readPurchaseOrders,
  readWanted,
  savePurchaseOrder,
} from './purchase-order-rows';

/**
 * Purchase orders in inventory's own database. The supplier's row is held first, before any order of his and before
 * any shelf; nobody who holds a shelf asks for it.
 */
export const postgresPurchaseOrders = (
  database: Database,
  publish: Publish<typeof PurchaseOrderPlaced>,
  { clock, ids }: { readonly clock: Pick<Clock, 'now'>; readonly ids: Ids },
): PurchaseOrders => ({
  order: (supplierId, decide) =>
    database.transaction(async () => {
      const { sql } = database;
      const supplier = await holdSupplier(sql, supplierId);
      if (!supplier) return;
      const [open] = await readPurchaseOrders(sql, (query) =>
        query.where('p.supplier_id', supplierId).where('p.state', 'open'),
      );
      const lines = decide(open?.lines ?? [], await readWanted(sql, supplierId));
      if (!lines) return;
      if (open) return savePurchaseOrder(sql, { ...open, lines });
      const named = { purchaseOrderId: ids.next(), number: await nextNumber(sql), supplier, version: 0 };
      await savePurchaseOrder(sql, { ...named, state: 'open', lines, openedAt: clock.now().toISOString() });
    }),

  update: (purchaseOrderId, decide) =>
    database.transaction(async () => {
      const { sql } = database;
      const read = async () => (await readPurchaseOrders(sql, (query) => query.where('p.id', purchaseOrderId)))[0];
      const found = await read();
      if (!found) return undefined;
      await holdSupplier(sql, found.supplier.id);
      // Only who holds the supplier changes his orders: this is how it is until the transaction ends.
      const decided = decide((await read()) ?? found, clock.now().toISOString());
      const { order, already, said } = decided;
      if (!already) await savePurchaseOrder(sql, order);
      if (said) publish([said], { sequence: order.version });
      return decided;
    }),

  asked: () => readAsked(database.sql),

  due: async (openedUntil) => {
    const due = await readPurchaseOrders(database.sql, (query) =>
      query.where('p.state', 'open').where('p.placed_at', '<=', openedUntil).orderBy('p.number'),
    );
    return due.map(({ purchaseOrderId }) => purchaseOrderId);
  },

  list: ({ state, before, limit }) =>
    readPurchaseOrders(database.sql, (query) =>
      query
        .modify((wanted) => (state ? wanted.where('p.state', state) : wanted))
        .modify((wanted) => (before === undefined ? wanted : wanted.where('p.number', '<', before)))
        .orderBy('p.number', 'desc')
        .limit(limit),
    ),
});

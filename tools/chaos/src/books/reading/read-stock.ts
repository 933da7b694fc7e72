import type { Ledgers, MenuEntry, MovementEntry } from '../ledgers';
import { inMs, type Databases } from './ask';

/** Shelves, what came and went, what is held and ordered, and what cannot be made. */
export const readStock = async ({ of }: Databases) => {
  const inventory = <Row>(sql: string) => of<Row>('inventory', sql);
  return {
    reservations: await inventory<Ledgers['reservations'][number]>(
      `SELECT order_id AS "orderId", state, version, coalesce(needs, '{}') AS needs FROM reservations`,
    ),
    shelves: await inventory<Ledgers['shelves'][number]>(
      `SELECT id AS "ingredientId", on_hand AS "onHand", reserved, version, threshold, low FROM ingredients`,
    ),
    movements: (
      await inventory<MovementRow>(
        `SELECT ingredient_id AS "ingredientId", kind, quantity, order_id AS "orderId",
                purchase_order_id AS "purchaseOrderId", ${inMs('at')} AS "atMs" FROM stock_movements ORDER BY id`,
      )
    ).map(({ orderId, purchaseOrderId, ...rest }) => ({
      ...rest,
      orderId: orderId ?? undefined,
      purchaseOrderId: purchaseOrderId ?? undefined,
    })),
    purchaseOrders: await inventory<Ledgers['purchaseOrders'][number]>(
      `SELECT id, supplier_id AS "supplierId", state, version, lines FROM purchase_orders`,
    ),
    recipes: await inventory<Ledgers['recipes'][number]>(`SELECT sku, smallest AS needs FROM recipes`),
    menu: {
      ...(await only<Pick<MenuEntry, 'version' | 'unavailable'>>(
        inventory(`SELECT version, unavailable FROM menu_availability`),
      )),
      ...(await only<Pick<MenuEntry, 'soldOut' | 'soldOutAsOf'>>(
        of('orders', `SELECT sold_out AS "soldOut", sold_out_as_of AS "soldOutAsOf" FROM shop`),
      )),
    },
  };
};

type MovementRow = Omit<MovementEntry, 'orderId' | 'purchaseOrderId'> & {
  readonly orderId: string | null;
  readonly purchaseOrderId: string | null;
};

const only = async <Row>(asked: Promise<readonly Row[]>): Promise<Row> => {
  const [row] = await asked;
  if (!row) throw new Error('A table that always has one row is empty.');
  return row;
};

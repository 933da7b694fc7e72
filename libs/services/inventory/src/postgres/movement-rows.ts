import type { Knex } from 'knex';
import type { Movement } from '../domain/shelf';
import type { ListedMovement, WantedMovements } from '../use-cases/ports';

export const addMovements = async (sql: Knex, movements: readonly Movement[], at: Date): Promise<void> => {
  if (movements.length === 0) return;
  await sql('stock_movements').insert(
    movements.map((movement) => ({
      ingredient_id: movement.ingredientId,
      kind: movement.kind,
      quantity: movement.quantity,
      order_id: movement.orderId ?? null,
      purchase_order_id: movement.purchaseOrderId ?? null,
      note: movement.note ?? null,
      entered_by: movement.by ?? null,
      at,
    })),
  );
};

/** Newest first. */
export const listMovements = async (
  sql: Knex,
  { ingredientId, before, limit }: WantedMovements,
): Promise<readonly ListedMovement[]> => {
  const rows: MovementRow[] = await sql<MovementRow>('stock_movements')
    .modify((query) => (ingredientId ? query.where('ingredient_id', ingredientId) : query))
    .modify((query) => (before === undefined ? query : query.where('id', '<', before)))
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map((row) => ({ position: Number(row.id), at: row.at.toISOString(), movement: movementOf(row) }));
};

interface MovementRow {
  readonly id: string;
  readonly ingredient_id: string;
  readonly kind: Movement['kind'];
  readonly quantity: number;
  readonly order_id: string | null;
  readonly purchase_order_id: string | null;
  readonly note: string | null;
  readonly entered_by: string | null;
  readonly at: Date;
}

const movementOf = (row: MovementRow): Movement => ({
  ingredientId: row.ingredient_id,
  kind: row.kind,
  quantity: row.quantity,
  orderId: row.order_id ?? undefined,
  purchaseOrderId: row.purchase_order_id ?? undefined,
  note: row.note ?? undefined,
  by: row.entered_by ?? undefined,
});

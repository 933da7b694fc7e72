import type { Supplier } from '@pizzeria/contracts';
import type { Knex } from 'knex';
import type { KeptIngredient, SupplierWanted } from '../domain/ingredient';

/**
 * The supplier as he is from now on; undefined when he is unknown and nobody says what he is called. He keeps the
 * address he has where none is said.
 */
export const keepSupplier = async (sql: Knex, { id, name, email }: SupplierWanted): Promise<Supplier | undefined> => {
  if (name !== undefined)
    await sql('suppliers')
      .insert({ id, name, ...(email === undefined ? {} : { email }) })
      .onConflict('id')
      .merge();
  const row = await sql('suppliers').where({ id }).first<{ name: string; email: string | null } | undefined>();
  return row && { id, name: row.name, ...(row.email === null ? {} : { email: row.email }) };
};

/** An empty shelf for an ingredient that the shop did not keep before; false when it has one. */
export const addShelf = async (sql: Knex, ingredient: KeptIngredient): Promise<boolean> => {
  const { ingredientId: id, name, unit, supplier, threshold, par } = ingredient;
  const added: { id: string }[] = await sql('ingredients')
    .insert({ id, name, unit, supplier_id: supplier.id, threshold, par, on_hand: 0, reserved: 0 })
    .onConflict('id')
    .ignore()
    .returning('id');
  return added.length > 0;
};

import type { Migration } from '@pizzeria/postgres';
import { madeBefore, type Labelled } from './003-food-before';
import { ingredients, madeOf, newDescriptions, newItems } from './003-food-data';

/**
 * What food is made of, and more of it. What is on the menu keeps its name, price and place; what the shop added or
 * changed by itself has an ingredient of its own, so that nothing said of it is lost.
 */
export const nameIngredients: Migration = {
  name: '003-food',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE ingredients (
        id text PRIMARY KEY,
        name text NOT NULL,
        allergens text[] NOT NULL DEFAULT '{}',
        diets text[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1
      );

      ALTER TABLE menu_items
        ADD COLUMN ingredients text[] NOT NULL DEFAULT '{}',
        ADD COLUMN available boolean NOT NULL DEFAULT true,
        ADD COLUMN version integer NOT NULL DEFAULT 1;

      ALTER TABLE shop
        -- skus that cannot be made from the stock, as inventory said with this sequence
        ADD COLUMN sold_out text[] NOT NULL DEFAULT '{}',
        ADD COLUMN sold_out_as_of integer NOT NULL DEFAULT 0;
    `);
    await sql('ingredients').insert(ingredients);
    const before = await sql<Labelled>('menu_items').orderBy('sku').select('sku', 'name', 'allergens', 'diets');
    const { made, own } = madeBefore(before);
    if (own.length > 0) await sql('ingredients').insert(own);
    for (const { sku, ingredients: parts } of made)
      await sql('menu_items').where({ sku }).update({ ingredients: parts });
    const rows = newItems.map((item, index) => ({
      ...item,
      position: 100 + index,
      prices: JSON.stringify(item.prices),
      ingredients: madeOf(item.sku),
    }));
    const added = await sql('menu_items').insert(rows).onConflict('sku').ignore().returning<{ sku: string }[]>('sku');
    for (const [sku, description] of Object.entries(newDescriptions))
      await sql('menu_items').where({ sku, description: '' }).update({ description });
    await sql.raw('ALTER TABLE menu_items ADD CHECK (cardinality(ingredients) > 0)');
    await sql.raw(
      `
      -- Read by processes of the version before this, which may run beside it.
      UPDATE menu_items SET allergens = ARRAY(
        SELECT DISTINCT unnest(food.allergens) FROM ingredients food WHERE food.id = ANY (menu_items.ingredients) ORDER BY 1
      ) WHERE sku = ANY (:added)`,
      { added: added.map(({ sku }) => sku) },
    );
  },
};

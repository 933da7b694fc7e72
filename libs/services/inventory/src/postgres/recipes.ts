import type { Database } from '@pizzeria/postgres';
import type { Knex } from 'knex';
import { recipeBook, type Recipe, smallestPortion } from '../domain/recipes';
import type { MenuAvailability, Recipes } from '../use-cases/ports';
import { readShelves } from './stock-rows';

/** Recipes in inventory's own database. Who changes one holds every shelf: what crosses a portion changes with it. */
export const postgresRecipes = (database: Database, availability: MenuAvailability): Recipes => ({
  of: async (skus) => recipeBook(await database.sql<Recipe>('recipes').select('sku', 'portions').whereIn('sku', skus)),
  all: () => database.sql<Recipe>('recipes').select('sku', 'portions').orderBy('sku'),
  keep: (sku, decide) =>
    database.transaction(async () => {
      const { sql } = database;
      const shelves = await readShelves(sql, { ids: 'every', lock: true });
      const recipe = decide(new Set(shelves.map(({ ingredientId }) => ingredientId)));
      const known = await sql('recipes').where({ sku }).first<object | undefined>('sku');
      const portions = JSON.stringify(recipe.portions);
      const smallest = JSON.stringify(smallestPortion(recipe));
      await sql('recipes').insert({ sku, portions, smallest }).onConflict('sku').merge();
      await noteSmallestPortions(sql);
      await availability.say();
      return { recipe, created: known === undefined };
    }),
});

/** Each shelf knows what the smallest portions take of it. */
const noteSmallestPortions = (sql: Knex): Knex.Raw =>
  sql.raw(`
    update ingredients i set smallest_portions = array(
      select distinct (smallest ->> i.id)::integer from recipes where jsonb_exists(smallest, i.id))`);

import type { Migration } from '@pizzeria/postgres';
import { smallestPortion } from '../domain/recipes';
import { recipes } from './005-recipes-data';

/**
 * How everything on the menu is made, and what of it was last said to be impossible. A shelf knows by itself which
 * amounts the smallest portions take of it: only who brings it across one of them has to look at the menu.
 */
export const menuRecipes: Migration = {
  name: '005-recipes',
  up: async (sql) => {
    await sql.raw(`
      create table recipes (
        sku text primary key,
        portions jsonb not null,
        smallest jsonb not null
      );
      alter table ingredients add column smallest_portions integer[] not null default '{}';
      create table menu_availability (
        the_only_row boolean primary key default true check (the_only_row),
        version integer not null default 0,
        unavailable jsonb not null default '[]'
      );
      insert into menu_availability default values;
    `);
    await sql('recipes').insert(
      recipes.map((recipe) => ({
        sku: recipe.sku,
        portions: JSON.stringify(recipe.portions),
        smallest: JSON.stringify(smallestPortion(recipe)),
      })),
    );
    await sql.raw(`
      update ingredients set smallest_portions = portions.quantities
      from (
        select key as id, array_agg(distinct value::integer) as quantities
        from recipes, jsonb_each_text(smallest) group by key
      ) as portions
      where portions.id = ingredients.id
    `);
  },
};

import { testDatabase, type TestDatabase } from '@pizzeria/postgres/testing';
import { postgresMenus } from '../postgres/menu-store';
import { noTax } from '../testing/menu';
import { createOrders } from './001-orders';
import { createMenu } from './002-menu';
import { nameIngredients } from './003-food';

describe('a shop whose menu was written before it named ingredients', () => {
  let shop: TestDatabase;
  beforeAll(async () => {
    shop = await testDatabase({ migrations: [createOrders, createMenu], name: 'orders-before-food' });
    const { sql } = shop.database;
    const sixteen = JSON.stringify([{ size: 'large', amount: 1600 }]);
    await sql('menu_items').where({ sku: 'margherita' }).update({ name: 'La Margherita', prices: sixteen });
    await sql('menu_items').where({ sku: 'cola' }).update({ description: 'From the fridge' });
    const own = { kind: 'side', position: 7, name: 'Of the house', prices: sixteen, allergens: ['milk', 'nuts'] };
    await sql('menu_items').insert([
      { ...own, sku: 'pesto', diets: ['vegetarian'] },
      { ...own, sku: 'calzone' },
    ]);
    await shop.database.transaction(() => nameIngredients.up(shop.database.sql));
  });
  afterAll(() => shop.drop());

  it('keeps its prices, names and own items, and what was said of them', async () => {
    const { items } = await postgresMenus(shop.database, noTax).read();
    const named = (wanted: string) => items.find(({ sku }) => sku === wanted);
    expect(named('margherita')).toMatchObject({
      name: 'La Margherita',
      prices: [{ size: 'large', amount: 1600 }],
      allergens: ['gluten', 'milk'],
    });
    expect(named('cola')).toMatchObject({ description: 'From the fridge' });
    expect(named('pesto')).toMatchObject({
      ingredients: ['pesto'],
      allergens: ['milk', 'nuts'],
      diets: ['vegetarian'],
    });
    expect(named('calzone')).toMatchObject({ name: 'Of the house', prices: [{ amount: 1600 }] });
    expect(named('gamberi')).toMatchObject({ kind: 'pizza', available: true });
  });

  it('tells processes of the version before of every allergen that is new', async () => {
    expect(await shop.database.sql('menu_items').where({ sku: 'gamberi' }).first('allergens')).toEqual({
      allergens: ['crustaceans', 'gluten', 'milk'],
    });
  });
});

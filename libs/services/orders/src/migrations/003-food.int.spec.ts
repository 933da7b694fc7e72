import { testDatabase, type TestDatabase } from '@pizzeria/postgres/testing';
import { postgresMenus } from '../postgres/menu-store';
import { noTax } from '../testing/menu';
import { createOrders } from './001-orders';
import { createMenu } from './002-menu';
import { nameIngredients } from './003-food';
import { ingredients as seeded } from './003-food-data';

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
      { ...own, sku: 'tuna', allergens: ['fish', 'nuts'] },
      { ...own, sku: 'capers', allergens: [], diets: ['vegan'] },
    ]);
    await sql('menu_items')
      .where({ sku: 'diavola' })
      .update({ allergens: ['gluten', 'milk', 'nuts'] });
    await sql('menu_items').where({ sku: 'vegetariana' }).update({ diets: [] });
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
    expect(named('calzone')).toMatchObject({
      name: 'Of the house',
      prices: [{ amount: 1600 }],
      ingredients: ['calzone'],
      allergens: ['milk', 'nuts'],
      diets: [],
    });
    expect(named('gamberi')).toMatchObject({ kind: 'pizza', available: true });
  });

  it('says of its own item no less than before where that is called like an ingredient', async () => {
    const { items } = await postgresMenus(shop.database, noTax).read();
    const named = (wanted: string) => items.find(({ sku }) => sku === wanted);
    expect(named('tuna')).toMatchObject({ ingredients: ['tuna', 'own-tuna'], allergens: ['fish', 'nuts'], diets: [] });
    expect(named('capers')).toMatchObject({ ingredients: ['capers'], diets: ['vegan', 'vegetarian'] });
    expect(named('tonno-e-cipolla')).toMatchObject({ allergens: ['fish', 'gluten', 'milk'] });
  });

  it('says of what it made in its own way no allergen less, and no diet more, than it said before', async () => {
    const { items } = await postgresMenus(shop.database, noTax).read();
    const named = (wanted: string) => items.find(({ sku }) => sku === wanted);
    expect(named('diavola')).toMatchObject({
      ingredients: ['dough', 'tomato-sauce', 'mozzarella', 'spicy-salami', 'chili', 'diavola'],
      allergens: ['gluten', 'milk', 'nuts'],
    });
    expect(named('vegetariana')).toMatchObject({ allergens: ['gluten', 'milk'], diets: [] });
  });

  it('finds what it sold on the first day made of nothing but what is known', async () => {
    const { items, ingredients } = await postgresMenus(shop.database, noTax).read();
    expect(items.find(({ sku }) => sku === 'margherita')).toMatchObject({
      ingredients: ['dough', 'tomato-sauce', 'mozzarella', 'basil'],
      diets: ['vegetarian'],
    });
    const known = new Set(seeded.map(({ id }) => id));
    expect(ingredients.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([
      'calzone',
      'diavola',
      'own-tuna',
      'pesto',
      'vegetariana',
    ]);
  });

  it('tells processes of the version before of every allergen that is new', async () => {
    expect(await shop.database.sql('menu_items').where({ sku: 'gamberi' }).first('allergens')).toEqual({
      allergens: ['crustaceans', 'gluten', 'milk'],
    });
  });
});

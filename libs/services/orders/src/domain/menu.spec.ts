import { menuWithout, noTax, theCatalogue, theMenu } from '../testing/menu';
import { menuOf } from './menu';

const usd = { currency: 'USD', tax: noTax, soldOut: new Set<string>() };
const find = (menu: typeof theMenu, wanted: string) =>
  [...menu.items, ...menu.extras].find(({ sku }) => sku === wanted);

describe('the menu', () => {
  it('says of everything what its ingredients say', () => {
    expect(find(theMenu, 'margherita')).toMatchObject({ allergens: ['gluten', 'milk'], diets: ['vegetarian'] });
    expect(find(theMenu, 'ortolana-vegana')).toMatchObject({
      allergens: ['gluten'],
      diets: ['vegan', 'vegetarian'],
    });
    expect(find(theMenu, 'red-wine')).toMatchObject({ allergens: ['sulphites'] });
  });

  it('calls no cheese vegetarian that is made with rennet of calves', () => {
    for (const cheese of ['parmesan', 'gorgonzola'])
      expect(find(theMenu, cheese)).toMatchObject({ allergens: ['milk'], diets: [] });
    expect(theMenu.ingredients.find(({ id }) => id === 'fontina')).toMatchObject({ allergens: ['milk'], diets: [] });
    expect(find(theMenu, 'quattro-formaggi')).toMatchObject({ allergens: ['gluten', 'milk'], diets: [] });
  });

  it('offers all of it as long as nothing is said against it', () => {
    const { items, extras } = theMenu;
    expect([...items, ...extras].filter(({ available }) => !available)).toEqual([]);
  });

  it('tells what is sold out from what its manager switched off, which comes first', () => {
    const items = theCatalogue.items.map((item) => ({ ...item, available: item.sku !== 'calzone' }));
    const menu = menuOf({ ...theCatalogue, items }, { ...usd, soldOut: new Set(['calzone', 'gamberi', 'basil']) });
    expect(find(menu, 'calzone')).toMatchObject({ available: false, unavailableBecause: 'switched-off' });
    expect(find(menu, 'gamberi')).toMatchObject({ available: false, unavailableBecause: 'sold-out' });
    expect(find(menu, 'basil')).toMatchObject({ available: false, unavailableBecause: 'sold-out' });
    expect(find(menuWithout(), 'gamberi')).not.toHaveProperty('unavailableBecause');
  });

  it('with an ingredient that nobody knows is not shown', () => {
    const items = theCatalogue.items.map((item) => ({ ...item, ingredients: ['gold'] }));
    expect(() => menuOf({ ...theCatalogue, items }, usd)).toThrow('margherita is made of gold');
  });
});

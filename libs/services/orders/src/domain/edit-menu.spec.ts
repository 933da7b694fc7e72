import { theCatalogue } from '../testing/menu';
import { editExtra, editIngredient, editItem } from './edit-menu';
import { menuOf } from './menu';
import { noTax } from '../testing/menu';

const [margherita] = theCatalogue.items as [(typeof theCatalogue.items)[0]];
const [mozzarella] = theCatalogue.extras as [(typeof theCatalogue.extras)[0]];
const pesto = { ...margherita, sku: 'pesto', name: 'Pesto', version: 0 };

describe('an edit of the menu', () => {
  it('of what is not there makes it', () => {
    expect(editItem(pesto, theCatalogue)).toEqual({ outcome: 'created', entry: { ...pesto, version: 1 } });
  });

  it('of what is there replaces it, and counts', () => {
    const cheaper = { ...margherita, prices: [{ size: 'small', amount: 899 }] };
    expect(editItem(cheaper, theCatalogue)).toEqual({ outcome: 'replaced', entry: { ...cheaper, version: 2 } });
  });

  it('that somebody else was quicker than is refused, and told the present version', () => {
    const edit = (version: number) => () => editItem({ ...margherita, name: 'M', version }, theCatalogue);
    for (const version of [0, 2])
      expect(edit(version)).toThrow(
        expect.objectContaining({ kind: 'conflict', code: 'edited-meanwhile', details: { version: 1 } }),
      );
    expect(() => editItem({ ...pesto, version: 1 }, theCatalogue)).toThrow(
      expect.objectContaining({ code: 'edited-meanwhile', details: { version: 0 } }),
    );
  });

  it('that was made already is made once, whichever version it was written on', () => {
    const { name, sku, ...rest } = { ...margherita, version: 0 };
    expect(editItem({ ...rest, sku, name }, theCatalogue)).toEqual({ outcome: 'unchanged', entry: margherita });
  });

  it('takes no sku of another kind', () => {
    const extra = { ...mozzarella, sku: 'cola', version: 0 };
    expect(() => editExtra(extra, theCatalogue)).toThrow(expect.objectContaining({ code: 'sku-taken' }));
    expect(() => editItem({ ...pesto, sku: 'mozzarella' }, theCatalogue)).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'sku-taken' }),
    );
  });

  it('names only ingredients that are known, each other by its place', () => {
    expect(() => editItem({ ...pesto, ingredients: ['dough', 'gold', 'basil', 'silver'] }, theCatalogue)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'unknown-ingredient',
        details: {
          errors: [
            { path: 'ingredients[1]', message: 'this is no known ingredient' },
            { path: 'ingredients[3]', message: 'this is no known ingredient' },
          ],
        },
      }),
    );
  });

  it('of an ingredient changes what is said of all that is made of it', () => {
    const dough = { id: 'dough', name: 'Dough', allergens: ['soy', 'gluten'], diets: ['vegan'], version: 1 } as const;
    const { entry } = editIngredient(dough, theCatalogue);
    expect(entry).toMatchObject({ allergens: ['gluten', 'soy'], diets: ['vegan', 'vegetarian'], version: 2 });
    const ingredients = theCatalogue.ingredients.map((one) => (one.id === 'dough' ? entry : one));
    const menu = menuOf({ ...theCatalogue, ingredients }, { currency: 'USD', tax: noTax, soldOut: new Set() });
    expect(menu.items[0]?.allergens).toEqual(['gluten', 'milk', 'soy']);
  });
});

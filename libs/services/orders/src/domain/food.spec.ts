import { allergen, diet } from '@pizzeria/contracts';
import fc from 'fast-check';
import { labelsOf, tidy, type Labels } from './food';

const dough: Labels = { allergens: ['gluten'], diets: ['vegan', 'vegetarian'] };
const mozzarella: Labels = { allergens: ['milk'], diets: ['vegetarian'] };
const ham: Labels = { allergens: [], diets: [] };

const labels = fc
  .record({ allergens: fc.subarray([...allergen.options]), diets: fc.subarray([...diet.options]) })
  .map(tidy);
const meal = fc.array(labels, { minLength: 1, maxLength: 8 });

describe('what is said of food', () => {
  it('is the allergens of every ingredient, and the diets that all of them suit', () => {
    expect(labelsOf([dough, mozzarella])).toEqual({ allergens: ['gluten', 'milk'], diets: ['vegetarian'] });
    expect(labelsOf([dough, mozzarella, ham])).toEqual({ allergens: ['gluten', 'milk'], diets: [] });
  });

  it('is nothing where nobody knows what it is made of', () => {
    expect(labelsOf([])).toEqual({ allergens: [], diets: [] });
  });

  it('names what is vegan vegetarian as well', () => {
    expect(tidy({ allergens: ['nuts', 'eggs', 'nuts'], diets: ['vegan'] })).toEqual({
      allergens: ['eggs', 'nuts'],
      diets: ['vegan', 'vegetarian'],
    });
  });

  it('never loses an allergen and never gains a diet by one more ingredient, in whatever order', () => {
    fc.assert(
      fc.property(meal, labels, (parts, more) => {
        const [before, after] = [labelsOf(parts), labelsOf([more, ...parts])];
        expect(after.allergens).toEqual(expect.arrayContaining([...before.allergens, ...more.allergens]));
        expect(before.diets).toEqual(expect.arrayContaining([...after.diets]));
        expect(labelsOf([...parts, more])).toEqual(after);
      }),
    );
  });

  it('is the same whether parts are put together before or not', () => {
    fc.assert(
      fc.property(meal, meal, (some, others) => {
        expect(labelsOf([labelsOf(some), labelsOf(others)])).toEqual(labelsOf([...some, ...others]));
      }),
    );
  });
});

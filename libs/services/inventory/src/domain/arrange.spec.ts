import { aShelf } from '../testing/fixtures';
import { arrange } from './arrange';
import type { Recipe } from './recipes';
import { StockBook } from './stock-book';
import { writeRecipe } from './write-recipe';

describe('keeping an ingredient in another way', () => {
  const basil = aShelf('basil', 100, { threshold: 50 });

  it('says that it is low when the threshold comes above it, and only then', () => {
    const book = new StockBook([basil]);
    arrange(book, { ...basil, threshold: 101, par: 500 });
    const { shelves, said } = book.change();
    expect(shelves).toMatchObject([{ threshold: 101, par: 500, onHand: 100, low: true }]);
    expect(said.map(({ event }) => event.event.name)).toEqual(['inventory.low']);

    const again = new StockBook(shelves);
    arrange(again, { ...basil, threshold: 102, par: 500 });
    expect(again.change().said).toEqual([]);
  });

  it('does not change what it is counted in', () => {
    expect(() => arrange(new StockBook([basil]), { ...basil, unit: 'piece' })).toThrow('another unit');
  });
});

describe('a recipe', () => {
  const kept = new Set(['dough', 'basil']);
  const recipe: Recipe = {
    sku: 'calzone',
    portions: [{ needs: { dough: 250 } }, { size: 'large', needs: { gold: 1 } }],
  };

  it('is refused when it takes what the shop does not keep', () => {
    expect(() => writeRecipe(recipe, kept)).toThrow('does not keep');
    expect(writeRecipe(recipe, new Set([...kept, 'gold']))).toBe(recipe);
  });
});

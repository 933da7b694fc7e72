const entry = { ingredients: ['mushrooms'], available: true, version: 0 };

/** What a manager puts on the menu: a pizza, an extra, an ingredient, each of them new. */
export const aPizza = {
  ...entry,
  kind: 'pizza',
  name: 'Quattro Funghi',
  description: 'Four kinds of mushrooms',
  prices: [{ size: 'large', amount: 1899 }],
};
export const anExtra = { ...entry, name: 'Porcini', amount: 300 };
export const anIngredient = { name: 'Porcini', allergens: [], diets: ['vegan'], version: 0 };

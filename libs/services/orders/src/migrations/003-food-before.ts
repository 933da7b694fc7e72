import { drinks, extras, pizzas } from './002-menu-data';
import { ingredients, madeOf } from './003-food-data';

/** Something on a menu that says itself what is in it. */
export interface Labelled {
  readonly sku: string;
  readonly name: string;
  readonly allergens: readonly string[];
  readonly diets: readonly string[];
}

interface Made {
  readonly sku: string;
  readonly ingredients: readonly string[];
}

interface OwnIngredient extends Omit<Labelled, 'sku'> {
  readonly id: string;
}

/**
 * What the menu of before is made of. What its ingredients would not say of an item, an ingredient of the shop's own
 * says: of no item is an allergen lost, nor is any called good for a diet that it was not.
 */
export const madeBefore = (
  menu: readonly Labelled[],
): { readonly made: readonly Made[]; readonly own: readonly OwnIngredient[] } => {
  const taken = new Set(known.keys());
  const own: OwnIngredient[] = [];
  const made = menu.map((item): Made => {
    const parts = partsOf(item.sku);
    if (sayAll(parts, item)) return { sku: item.sku, ingredients: parts };
    const { sku, name, allergens, diets } = item;
    const id = freeId(sku, taken);
    taken.add(id);
    own.push({ id, name, allergens, diets });
    return { sku, ingredients: [...parts, id] };
  });
  return { made, own };
};

const known = new Map(ingredients.map((ingredient) => [ingredient.id, ingredient]));
const firstMenu = new Set([...pizzas, ...drinks, ...extras].map(({ sku }) => sku));

/** Of what the shop added by itself nothing is known, unless it is called like an ingredient. */
const partsOf = (sku: string): readonly string[] => {
  if (firstMenu.has(sku)) return madeOf(sku);
  return known.has(sku) ? [sku] : [];
};

const sayAll = (parts: readonly string[], { allergens, diets }: Labelled): boolean => {
  const labels = parts.flatMap((id) => known.get(id) ?? []);
  const suited = (diet: string) => diets.includes(diet) || (diet === 'vegetarian' && diets.includes('vegan'));
  const suitsAll = (diet: string) => labels.every((part) => part.diets.includes(diet));
  return (
    labels.length > 0 &&
    allergens.every((allergen) => labels.some((part) => part.allergens.includes(allergen))) &&
    labels.flatMap((part) => part.diets).every((diet) => suited(diet) || !suitsAll(diet))
  );
};

const freeId = (sku: string, taken: ReadonlySet<string>): string =>
  taken.has(sku) ? freeId(`own-${sku}`, taken) : sku;

import type { Allergen, Diet, IngredientId } from '@pizzeria/contracts';

/** What must be said of food: sorted, nothing twice. */
export interface Labels {
  readonly allergens: readonly Allergen[];
  /** What is vegan is vegetarian as well, and says both. */
  readonly diets: readonly Diet[];
}

/** What food is made of. All that is said of items, extras and lines follows from their ingredients. */
export interface Ingredient extends Labels {
  readonly id: IngredientId;
  readonly name: string;
  /** Counts its edits from 1. */
  readonly version: number;
}

/** Labels of what is made of all these: the allergens of any, the diets that every one suits. Of nothing, none. */
export const labelsOf = (parts: readonly Labels[]): Labels => {
  const [first, ...others] = parts;
  const suitsAll = (diet: Diet) => others.every(({ diets }) => diets.includes(diet));
  return tidy({
    allergens: parts.flatMap(({ allergens }) => allergens),
    diets: first?.diets.filter(suitsAll) ?? [],
  });
};

/** The same labels in their one form: sorted, nothing twice, what is vegan is vegetarian. */
export const tidy = ({ allergens, diets }: Labels): Labels => ({
  allergens: [...new Set(allergens)].sort(),
  diets: [...new Set(diets.flatMap((diet): Diet[] => (diet === 'vegan' ? ['vegan', 'vegetarian'] : [diet])))].sort(),
});

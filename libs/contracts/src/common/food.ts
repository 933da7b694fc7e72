import { z } from 'zod';

/**
 * What must be declared of food that holds it: the 14 groups of Regulation (EU) No 1169/2011, annex II.
 */
export const allergen = z.enum([
  'celery',
  'crustaceans',
  'eggs',
  'fish',
  'gluten',
  'lupin',
  'milk',
  'molluscs',
  'mustard',
  'nuts',
  'peanuts',
  'sesame',
  'soy',
  'sulphites',
]);
export type Allergen = z.infer<typeof allergen>;

/** Who may eat it: what is vegan is vegetarian as well, and says both. */
export const diet = z.enum(['vegan', 'vegetarian']);
export type Diet = z.infer<typeof diet>;

import { personal } from '@pizzeria/bus';
import { z } from 'zod';
import { ingredientId, supplierId } from './ids';
import { text } from './text';

/** What quantities of an ingredient are counted in; they are always whole numbers. */
export const unit = z.enum(['g', 'ml', 'piece']);
export type Unit = z.infer<typeof unit>;

/** An ingredient as others may show it. */
export const ingredient = z.object({ ingredientId, name: text, unit });
export type Ingredient = z.infer<typeof ingredient>;

/** So much of an ingredient, in its unit. */
export const ingredientQuantity = ingredient.extend({ quantity: z.int().min(1) });
export type IngredientQuantity = z.infer<typeof ingredientQuantity>;

/** Who delivers an ingredient. The address may be one person's, so it counts as personal. */
export const supplier = z.object({ id: supplierId, name: text, email: personal(text.optional()) });
export type Supplier = z.infer<typeof supplier>;

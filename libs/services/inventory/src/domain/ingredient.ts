import type { Supplier, Unit } from '@pizzeria/contracts';

/** An ingredient that the shop keeps, and how much of it; quantities in its unit. */
export interface KeptIngredient {
  readonly ingredientId: string;
  readonly name: string;
  readonly unit: Unit;
  readonly supplier: Supplier;
  /** Below this, more is ordered. */
  readonly threshold: number;
  /** Par level: what ordering fills up to. */
  readonly par: number;
}

/** Who is to deliver an ingredient: one who is known by his id or, with a name, as he is called from now on. */
export interface SupplierWanted {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
}

/** How an ingredient is to be kept. */
export type IngredientWanted = Omit<KeptIngredient, 'supplier'> & { readonly supplier: SupplierWanted };

import { z } from 'zod';

/** An amount in minor units (cents for USD); never negative, never a fraction. */
export const minorUnits = z.int().min(0);

/** An amount and its ISO 4217 currency, for example `{ amount: 3198, currency: 'USD' }` for $31.98. */
export const money = z.object({ amount: minorUnits, currency: z.string().regex(/^[A-Z]{3}$/) });
export type Money = z.infer<typeof money>;

/** How a customer paid at the shop or at the door. */
export const paymentMethod = z.enum(['cash', 'card']);
export type PaymentMethod = z.infer<typeof paymentMethod>;

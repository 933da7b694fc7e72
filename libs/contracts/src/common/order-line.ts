import { personal } from '@pizzeria/bus';
import { z } from 'zod';
import { allergen, diet } from './food';
import { size, sku } from './ids';
import { minorUnits } from './money';
import { text } from './text';

/**
 * One line of an order, priced. It names either one item (`sku`) or the two halves of a pizza (`halves`).
 * `unitPrice` includes the extras, which each unit of the line gets; both prices are in the order's currency.
 * `allergens` are those of every ingredient, `diets` those that every ingredient suits, extras and both halves counted.
 */
export const orderLine = z
  .object({
    line: z.int().min(1),
    kind: z.enum(['pizza', 'drink', 'side']),
    sku: sku.optional(),
    halves: z.tuple([sku, sku]).optional(),
    name: text,
    size: size.optional(),
    quantity: z.int().min(1),
    extras: z.array(sku),
    allergens: z.array(allergen).optional(),
    diets: z.array(diet).optional(),
    notes: personal(z.string().optional()),
    unitPrice: minorUnits,
    lineTotal: minorUnits,
  })
  .refine((line) => (line.sku === undefined) !== (line.halves === undefined), {
    message: 'a line names either a sku or two halves',
    path: ['sku'],
  });
export type OrderLine = z.infer<typeof orderLine>;

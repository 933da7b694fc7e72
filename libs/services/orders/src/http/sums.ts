import { money } from '@pizzeria/contracts';
import { z } from 'zod';
import type { Agreement } from '../domain/order';
import { netOf } from '../domain/tax';

/** What an order costs: `netAmount` and `tax.amount` are `totalAmount`. Both are unknown of some old orders. */
export const sums = {
  totalAmount: money,
  netAmount: money.optional(),
  tax: z
    .object({
      amount: money,
      /** Whether the lines have it in them; else it comes on top of them. */
      included: z.boolean(),
    })
    .optional(),
};

export const sumsOf = ({ totalAmount, tax }: Pick<Agreement, 'totalAmount' | 'tax'>) => ({
  totalAmount,
  netAmount: tax && netOf({ totalAmount, tax }),
  tax,
});

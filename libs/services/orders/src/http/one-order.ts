import { z } from 'zod';
import type { OrdersParts } from '../use-cases/ports';

/** Path parameters of one order. */
export const oneOrder = z.object({ id: z.uuid() });

/** The tracking token opens the order it was given for, and no other. */
export const opensOrder = (
  { id }: z.infer<typeof oneOrder>,
  trackingToken: string,
  { orders, tokens }: OrdersParts,
): Promise<boolean> => orders.opens(id, tokens.hash(trackingToken));

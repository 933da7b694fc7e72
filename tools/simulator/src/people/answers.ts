import { z } from 'zod';
import type { Reply } from '../http/client';

/** What the simulator reads of answers; whatever else they hold is ignored. */

export const orderStatuses = [
  'placed',
  'cooking',
  'ready',
  'out-for-delivery',
  'undeliverable',
  'delivered',
  'cancelled',
] as const;
export const orderStatus = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof orderStatus>;

const money = z.object({ amount: z.int(), currency: z.string() });

export const placedOrder = z.object({
  id: z.string(),
  number: z.int(),
  trackingToken: z.string(),
  totalAmount: money,
});
export type PlacedOrder = z.infer<typeof placedOrder>;

export const order = z.object({
  id: z.string(),
  number: z.int(),
  status: orderStatus,
  customer: z.object({ name: z.string() }),
  fulfilment: z.object({ type: z.enum(['pickup', 'delivery']) }),
  items: z.array(z.object({ halves: z.tuple([z.string(), z.string()]).optional() })),
  totalAmount: money,
  payment: z.object({
    status: z.enum(['unpaid', 'paid', 'refund-due', 'refunded']),
    paid: money,
    outstanding: money,
    refunded: money.optional(),
    refundDue: money.optional(),
  }),
  placedAt: z.string(),
  /** The promise. */
  estimatedDelivery: z.string(),
  requestedFor: z.string().optional(),
  deliveredAt: z.string().optional(),
  cancellation: z.object({ by: z.enum(['customer', 'staff', 'system']) }).optional(),
});
export type Order = z.infer<typeof order>;

export const orderPage = z.object({ items: z.array(order), nextCursor: z.string().optional() });

const channel = z.object({ leadMinutes: z.int() });
export const shop = z.object({ pickup: channel, delivery: channel });

export const ticket = z.object({
  orderId: z.string(),
  customerName: z.string(),
  status: z.string(),
  startedAt: z.string().optional(),
  readyAt: z.string().optional(),
});
export type Ticket = z.infer<typeof ticket>;

export const ticketPage = z.object({ tickets: z.array(ticket), nextCursor: z.string().optional() });

/** A service answered what no service of this pizzeria should: the simulation cannot go on. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

/** The body of an answer with this status. Throws `UnexpectedAnswer`, saying what was asked and what came. */
export const expecting = <Schema extends z.ZodType>(
  schema: Schema,
  reply: Reply,
  asked: string,
  status = 200,
): z.infer<Schema> => {
  if (reply.status !== status)
    throw new UnexpectedAnswer(`${asked} answered ${reply.status} ${problemOf(reply)}${hintFor(reply.status)}`);
  const read = schema.safeParse(reply.body);
  if (read.success) return read.data;
  throw new UnexpectedAnswer(`${asked} answered what cannot be read: ${z.prettifyError(read.error)}`);
};

/** The stable code of a problem document, or as much of the answer as fits a line. */
export const problemOf = ({ body }: Reply): string => {
  const problem = z.object({ code: z.string() }).safeParse(body);
  return problem.success ? problem.data.code : (JSON.stringify(body) ?? 'nothing').slice(0, 200);
};

const hintFor = (status: number): string =>
  status === 401 || status === 403 ? ': are the tokens those of this pizzeria (--tokens, DATA_DIR)?' : '';

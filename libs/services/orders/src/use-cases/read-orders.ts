import { Refusal } from '../domain/refusal';
import type { Order, OrderStatus } from '../domain/order';
import type { OrdersParts } from './ports';

export const readOrder = async (id: string, { orders }: OrdersParts): Promise<Order> => {
  const order = await orders.find(id);
  if (order === undefined) throw orderNotFound();
  return order;
};

export const orderNotFound = (): Refusal => new Refusal('not-found', 'order-not-found', 'There is no such order.');

export interface ListOrders {
  readonly limit: number;
  /** The number of the last order of the page before. */
  readonly after?: number;
  readonly status?: OrderStatus;
}

/** A page of orders, newest first, and where the next one begins; undefined at the end. */
export const listOrders = async (
  { limit, after, status }: ListOrders,
  { orders }: OrdersParts,
): Promise<{ readonly page: readonly Order[]; readonly next: number | undefined }> => {
  const found = await orders.list({ limit: limit + 1, before: after, status });
  const page = found.slice(0, limit);
  return { page, next: found.length > limit ? page.at(-1)?.number : undefined };
};

import { InventoryReserved, type OrderDeliveredData, OrderPlaced, type OrderPlacedData } from '@pizzeria/contracts';
import { startTestService, type TestServiceOptions } from '@pizzeria/service/testing';
import type { TicketView } from '../http/ticket-view';
import { kitchen } from '../service';
import { adasCancellation, aPlacedOrder, at, noBasil } from './fixtures';

/** The nth order of the evening. */
export const orderIdOf = (n: number): string => `01995f2a-7c00-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const orderOf = (n: number, but: Partial<OrderPlacedData> = {}): OrderPlacedData =>
  aPlacedOrder({ orderId: orderIdOf(n), number: n, ...but });

/** What every event about the nth order says. */
export const factsOf = (n: number) => {
  const { orderId, number, customerId, customer } = orderOf(n);
  return { orderId, number, customerId, customer };
};

export const reserved = (n: number) => ({ orderId: orderIdOf(n), ingredients: [] });
export const short = (n: number) => ({ orderId: orderIdOf(n), missing: noBasil });
export const deliveredAt = (n: number, time: string): OrderDeliveredData => ({
  ...factsOf(n),
  fulfilment: { type: 'pickup' },
  deliveredAt: at(time),
  promisedAt: at('19:00'),
});
export const cancelled = (n: number) => ({ ...factsOf(n), ...adasCancellation });

/** A button of a ticket, or of one of its lines. */
export type Button = 'start' | 'ready' | 'recall' | `items/${number}/${'bump' | 'unbump'}`;

/** The list of tickets as screens get it. */
export interface Listed {
  readonly tickets: TicketView[];
  readonly allDay: unknown;
  readonly nextCursor?: string;
}

export type Evening = Awaited<ReturnType<typeof openEvening>>;

/** A kitchen at 18:30, with short words for what its cooks and its fellow services do. */
export const openEvening = async (options: TestServiceOptions = {}) => {
  const shop = await startTestService(kitchen, options);
  shop.clock.set(at('18:30'));
  const list = async (query = ''): Promise<Listed> =>
    (await shop.call<Listed>('GET', `/api/kitchen/tickets${query}`, { as: 'kitchen' })).body;
  return {
    shop,
    list,
    numbers: async (query = '') => (await list(query)).tickets.map(({ number }) => number),
    statusOf: async (n: number): Promise<string | undefined> => {
      const row = await shop.database
        .sql<{ order_id: string; status: string }>('tickets')
        .where('order_id', orderIdOf(n))
        .first();
      return row?.status;
    },
    press: (n: number, what: Button, body?: object) =>
      shop.call('POST', `/api/kitchen/tickets/${orderIdOf(n)}/${what}`, { as: 'kitchen', body }),
    /** The same by other cooks, each with a name of her own, all at once. */
    pressAtOnce: async (
      n: number,
      what: Button,
      { cooks, body }: { readonly cooks: number; readonly body?: object },
    ) => {
      const names = Array.from({ length: cooks }, (_, index) => `cook-${index + 1}`);
      const tokens = await Promise.all(names.map((name) => shop.token(['kitchen', name])));
      return Promise.all(
        tokens.map((token) =>
          shop.call('POST', `/api/kitchen/tickets/${orderIdOf(n)}/${what}`, {
            headers: { authorization: `Bearer ${token}` },
            body,
          }),
        ),
      );
    },
    /** Brings an order that may be started. */
    queue: async (n: number, but: Partial<OrderPlacedData> = {}): Promise<void> => {
      await shop.publishForeign(OrderPlaced, orderOf(n, but));
      await shop.publishForeign(InventoryReserved, reserved(n));
      await shop.settled();
    },
  };
};

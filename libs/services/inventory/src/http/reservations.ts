import { orderId } from '@pizzeria/contracts';
import { route } from '@pizzeria/service';
import { z } from 'zod';
import type { InventoryParts } from '../parts';
import { cursor, limit, pageOf } from './pages';
import { reservationView, viewOfReservation } from './views';

export const listReservations = route({
  method: 'get',
  path: '/api/inventory/reservations',
  summary: 'What is held for orders, in the order in which they were heard of.',
  who: ['kitchen', 'courier', 'manager'],
  query: z.object({
    orderId: orderId.optional(),
    state: reservationView.shape.state.optional(),
    cursor: cursor.optional(),
    limit,
  }),
  answers: { 200: z.object({ reservations: z.array(reservationView), nextCursor: z.string().optional() }) },
  handle: async ({ query }, { stock }: InventoryParts) => {
    const { orderId, state } = query;
    const { page, next } = await pageOf(
      query,
      (after, most) => stock.reservations({ orderId, state, after, limit: most }),
      ({ position }) => position,
    );
    return {
      status: 200,
      body: { reservations: page.map(({ reservation }) => viewOfReservation(reservation)), ...next },
    };
  },
});

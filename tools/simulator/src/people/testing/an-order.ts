import type { Order } from '../answers';

/** Ada's, made and waiting for a courier, and not yet paid. */
export const anOrder: Order = {
  id: 'a',
  number: 1,
  status: 'ready',
  customer: { name: 'Ada' },
  fulfilment: { type: 'delivery' },
  items: [{}],
  totalAmount: { amount: 1_000, currency: 'EUR' },
  payment: {
    status: 'unpaid',
    paid: { amount: 0, currency: 'EUR' },
    outstanding: { amount: 1_000, currency: 'EUR' },
  },
  placedAt: '2026-03-14T18:30:00Z',
  estimatedDelivery: '2026-03-14T19:00:00Z',
};

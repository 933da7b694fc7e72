import type { RecordedOrder } from '../record';
import type { SeenMessage, SeenOrder } from '../seen';

/** Ada's order as the record tells it. */
export const ada: RecordedOrder = {
  key: 'run-order-1',
  mark: 'Guest 1 of run',
  channels: ['sms', 'email'],
  placed: { id: 'ada', number: 1 },
};

export const message = (kind: string, channel: string, occurrence: number): SeenMessage => ({
  kind,
  channel,
  occurrence,
  state: 'recorded',
});

const both = (kind: string, occurrence: number) => [
  message(kind, 'sms', occurrence),
  message(kind, 'email', occurrence),
];

const counter = {
  placedAt: '2026-03-14T18:30:00Z',
  promisedAt: '2026-03-14T19:00:00Z',
  halves: false,
} as const;

/** What the services say of it when it was paid for and delivered by a courier. */
export const delivered: SeenOrder = {
  order: {
    ...counter,
    status: 'delivered',
    deliveredAt: '2026-03-14T19:00:00Z',
    money: { status: 'paid', total: 1_000, paid: 1_000, refunded: 0 },
  },
  tickets: [{ status: 'closed', startedAt: '2026-03-14T18:40:00Z', readyAt: '2026-03-14T18:50:00Z' }],
  reservations: ['committed'],
  messages: [
    ...both('order-confirmed', 1),
    ...both('order-ready', 2),
    message('order-on-its-way', 'sms', 2),
    message('receipt', 'email', 3),
  ],
  events: [
    { id: 'e1', name: 'order.placed' },
    { id: 'e2', name: 'order.ready' },
    { id: 'e3', name: 'order.out-for-delivery' },
    { id: 'e4', name: 'payment.processed' },
    { id: 'e5', name: 'order.delivered' },
  ],
};

/** What they say of it when it was paid for, called off before it was made, and the money given back. */
export const cancelled: SeenOrder = {
  order: {
    ...counter,
    status: 'cancelled',
    cancelledBy: 'customer',
    money: { status: 'refunded', total: 1_000, paid: 1_000, refunded: 1_000 },
  },
  tickets: [{ status: 'cancelled' }],
  reservations: ['released'],
  messages: [
    ...both('order-confirmed', 1),
    message('receipt', 'email', 2),
    ...both('order-cancelled', 3),
    message('receipt', 'email', 4),
  ],
  events: [
    { id: 'e1', name: 'order.placed' },
    { id: 'e2', name: 'payment.processed' },
    { id: 'e3', name: 'order.cancelled' },
    { id: 'e4', name: 'payment.refunded' },
  ],
};

import type { Ledgers, PublishedEntry } from '../ledgers';

let events = 0;

const published = (service: string, subject: string, ...names: readonly string[]): readonly PublishedEntry[] =>
  names.map((name, index) => ({
    eventId: `e${(events += 1)}`,
    type: name,
    name,
    service,
    subject,
    sequence: index + 1,
  }));

const subscribers = new Map(
  ['order.placed', 'order.delivered', 'order.cancelled', 'order.ready'].map((type) => [type, ['kitchen.tickets']]),
);

/** Ledgers of a small run in which all went well: order `a` was delivered, order `b` paid ahead and cancelled. */
export const aWholeRun = (): Ledgers => {
  const all = [
    ...published('orders', 'order/a', 'order.placed', 'payment.processed', 'order.delivered'),
    ...published('orders', 'order/b', 'order.placed', 'payment.processed', 'order.cancelled'),
    ...published('kitchen', 'order/a', 'order.cooking-started', 'order.ready'),
    ...published('inventory', 'order/a', 'inventory.reserved'),
    ...published('inventory', 'order/b', 'inventory.reserved'),
    ...['m1', 'm2', 'm3', 'm4'].flatMap((id) => published('notifications', `notification/${id}`, 'notification.sent')),
  ];
  const message = (id: string, orderId: string, kind: string, occurrence: number) => ({
    id,
    orderId,
    kind,
    channel: 'sms',
    occurrence,
    state: 'sent',
    fromMs: 1_000,
    toMs: 1_100,
  });
  const payment = (status: string, id: string, amount: number) => ({ status, payments: [{ id, amount: { amount } }] });
  return {
    recorded: [
      { key: 'k1', mark: 'Ada', channels: ['sms'], placed: { id: 'a', number: 1 } },
      { key: 'k2', mark: 'Bo', channels: ['sms'], placed: { id: 'b', number: 2 } },
    ],
    orders: [
      {
        id: 'a',
        customer: 'Ada',
        status: 'delivered',
        version: 3,
        total: 1_000,
        payment: payment('paid', 'p1', 1_000),
      },
      {
        ...{ id: 'b', customer: 'Bo', status: 'cancelled', version: 3, total: 800 },
        payment: { ...payment('refund-due', 'p2', 800), due: { amount: 800 } },
      },
    ],
    tickets: [
      { orderId: 'a', status: 'closed', version: 2, wasReady: true },
      { orderId: 'b', status: 'cancelled', version: 0, wasReady: false },
    ],
    reservations: [
      { orderId: 'a', state: 'committed', version: 1, needs: { basil: 10 } },
      { orderId: 'b', state: 'released', version: 1, needs: { basil: 5 } },
    ],
    shelves: [{ ingredientId: 'basil', onHand: 140, reserved: 0 }],
    movements: [
      { ingredientId: 'basil', kind: 'opening', quantity: 100 },
      { ingredientId: 'basil', kind: 'used', quantity: -10, orderId: 'a' },
      { ingredientId: 'basil', kind: 'delivery', quantity: 50, purchaseOrderId: 'po1' },
    ],
    purchaseOrders: [
      { id: 'po1', state: 'received', lines: [{ ingredientId: 'basil', quantity: 50, received: 50 }] },
      { id: 'po2', state: 'open', lines: [{ ingredientId: 'basil', quantity: 20, received: 0 }] },
    ],
    messages: [
      message('m1', 'a', 'order-confirmed', 1),
      message('m2', 'a', 'order-ready', 2),
      message('m3', 'b', 'order-confirmed', 1),
      message('m4', 'b', 'order-cancelled', 3),
    ],
    taken: ['m1', 'm2', 'm3', 'm4'],
    disturbances: [{ kind: 'kill', target: 'notifications-1', fromMs: 5_000, toMs: 5_010 }],
    paymentMetrics: [
      { paymentId: 'p1', orderId: 'a', amount: 1_000 },
      { paymentId: 'p2', orderId: 'b', amount: 800 },
    ],
    log: all.map(({ eventId, name, service, subject, sequence }) => ({ eventId, name, service, subject, sequence })),
    published: all,
    inbox: all.flatMap(({ eventId, type }) => (subscribers.get(type) ?? []).map((queue) => ({ eventId, queue }))),
    deadLetters: [],
    outbox: [],
    parked: [],
    subscribers,
  };
};

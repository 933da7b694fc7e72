import type { EventData, Ledgers, LoggedEntry, MessageEntry, PublishedEntry } from '../ledgers';

type Said = LoggedEntry & PublishedEntry;

let events = 0;

/** Events of one publisher about one thing, in their order, a second apart. */
const says = (
  service: string,
  subject: string,
  ...said: readonly (string | readonly [name: string, data: EventData])[]
): readonly Said[] =>
  said.map((one, index) => {
    const [name, data] = typeof one === 'string' ? [one, {}] : one;
    const sequence = index + 1;
    return { eventId: `e${(events += 1)}`, type: name, name, service, subject, sequence, atMs: sequence * 1_000, data };
  });

const subscribers = new Map(
  ['order.placed', 'order.delivered', 'order.cancelled', 'order.ready'].map((type) => [type, ['kitchen.tickets']]),
);

/** Brought back once, delivered, and some of the money given back for goodwill. */
const aSaid = [
  ...says(
    ...(['orders', 'order/a'] as const),
    'order.placed',
    ['payment.processed', { paymentId: 'p1', amount: { amount: 1_000 } }],
    ...['order.out-for-delivery', 'order.undeliverable', 'order.out-for-delivery', 'order.delivered'],
    ['payment.refunded', { refundId: 'r1', amount: { amount: 100 } }],
  ),
  ...says(
    ...(['kitchen', 'order/a'] as const),
    [
      'order.estimate-changed',
      { promisedAt: '2026-03-14T18:30:00.000Z', newEstimate: '2026-03-14T18:45:00.000Z' } satisfies EventData,
    ],
    ...['order.cooking-started', 'order.ready'],
    ['order.recalled', { readySequence: 3 }],
    'order.ready',
  ),
  ...says('inventory', 'order/a', 'inventory.reserved'),
];

/** Paid ahead and called off by staff; a part is given back, the rest is due. */
const bSaid = [
  ...says(
    ...(['orders', 'order/b'] as const),
    'order.placed',
    ['payment.processed', { paymentId: 'p2', amount: { amount: 800 } }],
    ['order.cancelled', { refundDue: { amount: 800 } }],
    ['payment.refunded', { refundId: 'r2', amount: { amount: 300 } }],
  ),
  ...says('inventory', 'order/b', 'inventory.reserved'),
];

/** Nobody started it. */
const cSaid = [
  ...says('orders', 'order/c', 'order.placed', 'order.cancelled'),
  ...says(...(['kitchen', 'order/c'] as const), ...[1, 2, 3].map((level) => ['order.unattended', { level }] as const)),
  ...says('inventory', 'order/c', 'inventory.short'),
];

const unavailable = [{ sku: 'pesto', missing: ['basil'] }];

const stockSaid = [
  ...says('inventory', 'ingredient/basil', 'inventory.low', 'inventory.low'),
  ...says('inventory', 'purchase-order/po1', [
    'purchase-order.placed',
    { lines: [{ ingredientId: 'basil', quantity: 70 }] },
  ]),
  ...says('inventory', 'menu/main', ['menu.availability-changed', { unavailable }]),
];

const letters: readonly (readonly [about: string, kind: string, occurrence: number, by: string, state?: string])[] = [
  ['order/a', 'order-confirmed', 1, 'sms'],
  ['order/a', 'order-confirmed', 1, 'email'],
  ['order/a', 'order-late', 0, 'sms'],
  // Recalled when it had been read by SMS, and was not yet sent by e-mail.
  ['order/a', 'order-ready', 3, 'sms'],
  ['order/a', 'order-ready', 3, 'email', 'withdrawn'],
  ['order/a', 'order-not-ready', 4, 'sms'],
  ['order/a', 'order-ready', 5, 'sms'],
  ['order/a', 'order-ready', 5, 'email'],
  ['order/a', 'order-on-its-way', 3, 'sms'],
  ['order/a', 'order-on-its-way', 5, 'sms'],
  ['order/a', 'receipt', 2, 'email'],
  ['order/a', 'receipt', 7, 'email'],
  // Called off before it was sent.
  ['order/b', 'order-confirmed', 1, 'sms', 'withdrawn'],
  // The customer wants no SMS any more.
  ['order/b', 'order-cancelled', 3, 'sms', 'withheld'],
  ['order/c', 'order-confirmed', 1, 'email'],
  ['order/c', 'order-cancelled', 2, 'email'],
  ...[1, 2, 3].flatMap((level) => ['sms', 'email'].map((by) => ['order/c', 'order-unattended', level, by] as const)),
  ['ingredient/basil', 'low-stock', 1, 'email'],
  ['ingredient/basil', 'low-stock', 1, 'sms'],
  ['ingredient/basil', 'low-stock', 2, 'email'],
  ['ingredient/basil', 'low-stock', 2, 'sms'],
  ['purchase-order/po1', 'purchase-order', 1, 'email'],
];

const messages = letters.map(([about, kind, occurrence, channel, state = 'sent'], index): MessageEntry => ({
  ...{ id: `m${index + 1}`, about, kind, channel, occurrence, state },
  ...{ fromMs: 1_000, toMs: 1_100 },
}));

const toldOf: Readonly<Record<string, readonly string[]>> = {
  sent: ['notification.sent'],
  withheld: ['notification.failed'],
};

const all = [
  ...[...aSaid, ...bSaid, ...cSaid, ...stockSaid],
  ...messages.flatMap(({ id, state }) => says('notifications', `notification/${id}`, ...(toldOf[state] ?? []))),
];

const movement = (ingredientId: string, kind: string, quantity: number, atMs: number, of: object = {}) => ({
  ...{ ingredientId, kind, quantity, atMs },
  ...of,
});

const metrics = { payment_metrics: ['p1', 'p2'], refund_metrics: ['r1', 'r2'] };

/** Ledgers of a small run in which all went well, although a lot happened to its three orders. */
export const aWholeRun = (): Ledgers => ({
  recorded: [
    { key: 'k1', mark: 'Ada', channels: ['sms', 'email'], placed: { id: 'a', number: 1 } },
    { key: 'k2', mark: 'Bo', channels: ['sms'], placed: { id: 'b', number: 2 } },
    { key: 'k3', mark: 'Cleo', channels: ['email'], placed: { id: 'c', number: 3 } },
  ],
  orders: [
    {
      ...{ id: 'a', customer: 'Ada', status: 'delivered', version: 7, fulfilment: 'delivery' },
      ...{ total: 1_000, lines: 900, tax: { amount: 100, included: false }, cancelledBy: 'nobody', unattended: 0 },
      payment: {
        status: 'paid',
        payments: [{ id: 'p1', amount: 1_000 }],
        refunds: [{ id: 'r1', amount: 100 }],
        due: 0,
      },
    },
    {
      ...{ id: 'b', customer: 'Bo', status: 'cancelled', version: 4, fulfilment: 'pickup' },
      ...{ total: 800, lines: 800, tax: { amount: 60, included: true }, cancelledBy: 'staff', unattended: 0 },
      payment: {
        ...{ status: 'refund-due', due: 500 },
        ...{ payments: [{ id: 'p2', amount: 800 }], refunds: [{ id: 'r2', amount: 300 }] },
      },
    },
    {
      ...{ id: 'c', customer: 'Cleo', status: 'cancelled', version: 2, fulfilment: 'delivery' },
      ...{ total: 700, lines: 700, tax: { amount: 0, included: true }, cancelledBy: 'system', unattended: 3 },
      payment: { status: 'unpaid', payments: [], refunds: [], due: 0 },
    },
  ],
  tickets: [
    { orderId: 'a', status: 'closed', version: 5, wasReady: true, unattended: 0 },
    { orderId: 'b', status: 'cancelled', version: 0, wasReady: false, unattended: 0 },
    { orderId: 'c', status: 'cancelled', version: 3, wasReady: false, unattended: 3 },
  ],
  reservations: [
    { orderId: 'a', state: 'committed', version: 1, needs: { dough: 10 } },
    { orderId: 'b', state: 'released', version: 1, needs: { dough: 5 } },
    { orderId: 'c', state: 'released', version: 1, needs: { dough: 900 } },
  ],
  shelves: [
    { ingredientId: 'basil', onHand: 45, reserved: 0, version: 2, threshold: 50, low: true },
    { ingredientId: 'dough', onHand: 90, reserved: 0, version: 0, threshold: 20, low: false },
  ],
  movements: [
    movement('basil', 'opening', 100, 0),
    movement('dough', 'opening', 100, 0),
    movement('basil', 'waste', -60, 1_000),
    movement('basil', 'delivery', 50, 1_500, { purchaseOrderId: 'po1' }),
    movement('basil', 'count', -45, 2_000),
    movement('dough', 'used', -10, 2_000, { orderId: 'a' }),
  ],
  purchaseOrders: [
    {
      ...{ id: 'po1', supplierId: 'greens', state: 'partly-received', version: 1 },
      lines: [{ ingredientId: 'basil', quantity: 70, received: 50 }],
    },
    {
      ...{ id: 'po2', supplierId: 'greens', state: 'open', version: 0 },
      lines: [{ ingredientId: 'basil', quantity: 20, received: 0 }],
    },
  ],
  recipes: [
    { sku: 'pesto', needs: { basil: 46 } },
    { sku: 'bread', needs: { dough: 90, basil: 45 } },
  ],
  menu: { version: 1, unavailable, soldOut: ['pesto'], soldOutAsOf: 1 },
  messages,
  managerChannels: ['sms', 'email'],
  taken: messages.filter(({ state }) => state === 'sent').map(({ id }) => id),
  disturbances: [{ kind: 'kill', target: 'notifications-1', fromMs: 5_000, toMs: 5_010 }],
  moneyMetrics: [
    { kind: 'payment', id: 'p1', orderId: 'a', amount: 1_000 },
    { kind: 'payment', id: 'p2', orderId: 'b', amount: 800 },
    { kind: 'refund', id: 'r1', orderId: 'a', amount: 100 },
    { kind: 'refund', id: 'r2', orderId: 'b', amount: 300 },
  ],
  log: all.map(({ type: _, ...logged }) => logged),
  published: all.map(({ atMs: _, data: __, ...published }) => published),
  inbox: all.flatMap(({ eventId, type }) => (subscribers.get(type) ?? []).map((queue) => ({ eventId, queue }))),
  deadLetters: [],
  outbox: [],
  parked: [],
  subscribers,
  rebuild: { before: metrics, after: metrics },
});

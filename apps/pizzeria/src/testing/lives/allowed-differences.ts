/** What may differ between two runs of a service on the same events, and why. Everything else must be the same. */
export interface Allowed {
  /** `table.column`, or deeper into a JSON column: left out of the comparison. */
  readonly fields?: Readonly<Record<string, string>>;
  /** By table: rows that are left out, and what is said of them by their id. */
  readonly apart?: Readonly<Record<string, readonly Apart[]>>;
  /** By event name: `fewer` may be left unsaid, but says nothing else; `subjects` is compared by what it is about. */
  readonly events?: Readonly<Record<string, readonly ['fewer' | 'subjects' | 'unseen', string]>>;
  /** Within the data of an event. */
  readonly data?: Readonly<Record<string, string>>;
  /** Why the subjects of its events are left out, if they are. */
  readonly subjects?: string;
}

export type Row = Readonly<Record<string, unknown>>;

/** Which rows of a table may be otherwise or not be there at all, and why. */
export interface Apart {
  readonly why: string;
  which(row: Row, all: readonly Row[]): boolean;
}

/** Whoever ordered what is recalled. */
export const phoneOfTheRecalled = '+14155550177';

const madeHere = 'an id made in this run';
const theClock = 'the clock moves on when a duplicate waits for the end of another';
const heardFirst = 'what is set aside for an order depends on whether its end is heard of first';

const newsOfAnOrder = ['order-confirmed', 'order-ready', 'order-not-ready', 'order-late', 'order-on-its-way'];

export const allowedDifferences: Readonly<Record<string, Allowed>> = {
  orders: {
    fields: { 'orders.progress.cancelledAt': theClock },
    data: { cancelledAt: theClock },
  },
  kitchen: {
    fields: {
      'tickets.ticket.closedAt': 'of two reports that an order left the shop, the first one heard closes the ticket',
      'tickets.ticket.previous': 'how far the ticket was when its cancellation was heard of',
    },
  },
  inventory: {
    fields: {
      'ingredients.version': 'how often it was said to be low: setting aside and giving back may cross the threshold',
      'reservations.version': heardFirst,
      'reservations.position': 'counts the orders as they were heard of',
      'reservations.missing': 'what was missing when it was last said',
      'stock_movements.id': 'counts the movements as they were made',
      'purchase_orders.id': madeHere,
      'purchase_orders.lines': 'filled up to par from what was free when the low shelf was heard of',
    },
    events: {
      'inventory.reserved': ['fewer', heardFirst],
      'inventory.short': ['fewer', heardFirst],
      'inventory.low': ['subjects', 'the level at which the threshold was crossed'],
    },
    data: { missing: 'how much there was of it when the order was short' },
  },
  notifications: {
    fields: {
      'messages.id': madeHere,
      'messages.claimed_until': "the database's own time",
      'messages.created_at': theClock,
      'messages.updated_at': theClock,
      'messages.sent_at': theClock,
    },
    apart: {
      messages: [
        {
          why: 'a recall corrects what was sent, and withdraws what was not',
          which: ({ recipient }) => recipient === phoneOfTheRecalled,
        },
        {
          why: 'a cancellation withdraws what was not sent before',
          which: ({ kind, order_id: orderId }, all) =>
            newsOfAnOrder.includes(kind as string) &&
            all.some((other) => other['kind'] === 'order-cancelled' && other['order_id'] === orderId),
        },
      ],
    },
    data: { notificationId: madeHere, sentAt: theClock },
    subjects: madeHere,
  },
  analytics: { fields: { 'event_log.recorded_at': "the database's own time" } },
};

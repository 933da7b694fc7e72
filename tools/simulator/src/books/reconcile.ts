import type { Finding, Say } from './finding';
import { messageFindings } from './messages';
import { moneyFindings } from './money';
import type { RecordedOrder } from './record';
import { countOf, type MarkedOrder, type SeenOrder } from './seen';

/** Holds the simulator's own record against what the services say. Pure. */
export const reconcile = (
  recorded: readonly RecordedOrder[],
  seen: ReadonlyMap<string, SeenOrder>,
  marked: readonly MarkedOrder[],
): readonly Finding[] => [
  ...recorded.flatMap((order) => findingsAbout(order, seen)),
  ...sharedOrders(recorded),
  ...strangers(recorded, marked),
];

const findingsAbout = (recorded: RecordedOrder, seen: ReadonlyMap<string, SeenOrder>): readonly Finding[] => {
  const { placed, refused, mark } = recorded;
  if (refused !== undefined) return [];
  if (placed === undefined) return [{ kind: 'stuck', mark, what: 'the order was never answered' }];
  const say: Say = (kind, what) => ({ kind, mark, orderId: placed.id, what });
  const found = seen.get(placed.id);
  if (found === undefined) return [say('stuck', 'the order could not be looked up')];
  if (found.order === undefined) return [say('lost', 'the order is unknown although it was answered 201')];
  return [
    ...orderFindings(recorded, found, say),
    ...exactlyOne(
      'ticket',
      found.tickets.map(({ status }) => status),
      endOf(found).ticket,
      say,
    ),
    ...exactlyOne('reservation', found.reservations, endOf(found).reservation, say),
    ...moneyFindings(recorded, found, say),
    ...messageFindings(recorded, found, say),
    ...eventFindings(found, say),
  ];
};

/** It came to an end, and was promised for the time that was asked for. */
const orderFindings = ({ requestedFor }: RecordedOrder, { order }: SeenOrder, say: Say): readonly Finding[] => [
  ...(order?.status === 'delivered' || order?.status === 'cancelled'
    ? []
    : [say('stuck', `the order is ${order?.status}`)]),
  ...(requestedFor === undefined || requestedFor === order?.promisedAt
    ? []
    : [say('lost', `the order was wanted at ${requestedFor}, and is promised for ${order?.promisedAt}`)]),
];

/** States in which ticket and reservation end, by the end of the order; undefined while it has none. */
const endOf = ({ order }: SeenOrder) => {
  if (order?.status === 'delivered') return { ticket: ['closed'], reservation: ['committed'] };
  if (order?.status === 'cancelled') return { ticket: ['cancelled'], reservation: ['released', 'committed'] };
  return { ticket: undefined, reservation: undefined };
};

const exactlyOne = (
  what: string,
  states: readonly string[],
  ends: readonly string[] | undefined,
  say: Say,
): readonly Finding[] => {
  if (states.length === 0) return [say('lost', `there is no ${what}`)];
  if (states.length > 1) return [say('doubled', `of the ${what} there are ${states.length}`)];
  const [state = ''] = states;
  return ends === undefined || ends.includes(state) ? [] : [say('stuck', `the ${what} is ${state}`)];
};

const ends = ['order.delivered', 'order.cancelled'];

const eventFindings = (seen: SeenOrder, say: Say): readonly Finding[] => {
  const { events } = seen;
  const twice = events.length - new Set(events.map(({ id }) => id)).size;
  const placed = countOf(seen, 'order.placed');
  const ended = countOf(seen, ...ends);
  return [
    ...(twice > 0 ? [say('doubled', `analytics logged ${twice} event(s) twice`)] : []),
    ...(placed === 0 ? [say('lost', 'analytics has no order.placed')] : []),
    ...(placed > 1 ? [say('doubled', `the order was announced ${placed} times`)] : []),
    ...(ended === 0 ? [say('lost', `analytics has neither ${ends.join(' nor ')}`)] : []),
    ...(ended > 1 ? [say('doubled', `the order ended ${ended} times: delivered or cancelled`)] : []),
  ];
};

/** Two customers who were given one order between them. */
const sharedOrders = (recorded: readonly RecordedOrder[]): readonly Finding[] => {
  const owners = new Map<string, string>();
  return recorded.flatMap(({ placed, mark }) => {
    if (placed === undefined) return [];
    const owner = owners.get(placed.id);
    owners.set(placed.id, owner ?? mark);
    return owner === undefined
      ? []
      : [{ kind: 'lost' as const, mark, orderId: placed.id, what: `was answered with the order of ${owner}` }];
  });
};

/** Orders that nobody sent, or that were made twice of one that was sent again. */
const strangers = (recorded: readonly RecordedOrder[], marked: readonly MarkedOrder[]): readonly Finding[] => {
  const idOf = new Map(recorded.map(({ mark, placed }) => [mark, placed?.id]));
  const firstOf = new Map<string, string>();
  return marked.flatMap(({ id, mark }): readonly Finding[] => {
    const say = (what: string): readonly Finding[] => [{ kind: 'doubled', mark, orderId: id, what }];
    if (!idOf.has(mark)) return say('an order that nobody sent');
    const own = idOf.get(mark) ?? firstOf.get(mark) ?? id;
    firstOf.set(mark, own);
    return own === id ? [] : say('a second order for one idempotency key');
  });
};

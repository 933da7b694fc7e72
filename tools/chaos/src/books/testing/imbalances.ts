import type { FindingKind } from '../book';
import type { Ledgers } from '../ledgers';
import { aWholeRun } from './a-whole-run';
import { change, twice, without } from './changes';

const any = () => true;

const good = aWholeRun();
const isEvent = (name: string) => (event: { readonly name: string }) => event.name === name;
const used = ({ kind }: { readonly kind: string }) => kind === 'used';

/** What was done to the ledgers of a good run, and which book must find what. */
export type Imbalance = readonly [what: string, book: string, kind: FindingKind, ledgers: Partial<Ledgers>];

/** Every way in which ledgers can be wrong. */
export const imbalances: readonly Imbalance[] = [
  ['an accepted order that is gone', 'orders', 'lost', { orders: without(good.orders, any) }],
  [
    'a second order for one customer',
    'orders',
    'doubled',
    { orders: [...good.orders, { ...good.orders[0]!, id: 'x' }] },
  ],
  ['an order that nobody placed', 'orders', 'wrong', { recorded: without(good.recorded, any) }],
  [
    'two customers with one order',
    'orders',
    'wrong',
    { recorded: change(good.recorded, any, { placed: { id: 'b', number: 2 } }) },
  ],
  ['an order without an answer', 'orders', 'stuck', { recorded: change(good.recorded, any, { placed: undefined }) }],
  [
    'an order on its way for ever',
    'orders',
    'stuck',
    { orders: change(good.orders, any, { status: 'out-for-delivery' }) },
  ],
  ['an order announced twice', 'endings', 'doubled', { published: twice(good.published, isEvent('order.placed')) }],
  [
    'an order that was both',
    'endings',
    'doubled',
    { published: [...good.published, { ...good.published[0]!, name: 'order.cancelled', sequence: 4 }] },
  ],
  [
    'a delivery that was not told',
    'endings',
    'lost',
    { published: without(good.published, isEvent('order.delivered')) },
  ],
  ['an event that left without its change', 'endings', 'wrong', { orders: change(good.orders, any, { version: 2 }) }],
  ['an order without a ticket', 'tickets', 'lost', { tickets: without(good.tickets, any) }],
  ['an order with two tickets', 'tickets', 'doubled', { tickets: twice(good.tickets, any) }],
  ['a ticket left open', 'tickets', 'stuck', { tickets: change(good.tickets, any, { status: 'ready' }) }],
  [
    'a ticket for nobody',
    'tickets',
    'wrong',
    { tickets: [...good.tickets, { ...good.tickets[0]!, orderId: 'x', version: 0 }] },
  ],
  ['a ticket whose event never left', 'tickets', 'lost', { tickets: change(good.tickets, any, { version: 3 }) }],
  ['an order without a reservation', 'reservations', 'lost', { reservations: without(good.reservations, any) }],
  [
    'a reservation left open',
    'reservations',
    'stuck',
    { reservations: change(good.reservations, any, { state: 'reserved' }) },
  ],
  ['ingredients taken twice', 'reservations', 'doubled', { movements: twice(good.movements, used) }],
  ['ingredients taken in part', 'reservations', 'wrong', { movements: change(good.movements, used, { quantity: -1 }) }],
  [
    'ingredients taken for a cancelled order',
    'reservations',
    'wrong',
    { movements: change(good.movements, used, { orderId: 'b' }) },
  ],
  ['a shelf that does not add up', 'stock', 'wrong', { shelves: change(good.shelves, any, { onHand: 1 }) }],
  ['a shelf below nothing', 'stock', 'wrong', { shelves: change(good.shelves, any, { reserved: -1 }) }],
  ['something still set aside', 'stock', 'stuck', { shelves: change(good.shelves, any, { reserved: 5 }) }],
  [
    'a delivery booked in twice',
    'stock',
    'doubled',
    { movements: twice(good.movements, ({ kind }) => kind === 'delivery') },
  ],
  [
    'a delivery that was not booked in',
    'stock',
    'lost',
    { movements: without(good.movements, ({ kind }) => kind === 'delivery') },
  ],
  [
    'a delivery of another quantity',
    'stock',
    'wrong',
    { movements: change(good.movements, ({ kind }) => kind === 'delivery', { quantity: 7 }) },
  ],
  [
    'an order paid twice',
    'money',
    'doubled',
    { orders: change(good.orders, any, { payment: paid('paid', ['p1', 1_000], ['p2', 1_000]) }) },
  ],
  [
    'one payment noted twice',
    'money',
    'doubled',
    { orders: change(good.orders, any, { payment: paid('paid', ['p1', 500], ['p1', 500]) }) },
  ],
  ['a pizza for nothing', 'money', 'lost', { orders: change(good.orders, any, { payment: paid('unpaid') }) }],
  [
    'a refund that is not due',
    'money',
    'wrong',
    {
      orders: change(good.orders, ({ id }) => id === 'b', {
        payment: { ...paid('refund-due', ['p2', 800]), due: { amount: 0 } },
      }),
    },
  ],
  [
    'a payment in another state than it says',
    'money',
    'wrong',
    { orders: change(good.orders, any, { payment: paid('unpaid', ['p1', 1_000]) }) },
  ],
  [
    'a payment that was not told',
    'money',
    'lost',
    { published: without(good.published, isEvent('payment.processed')) },
  ],
  [
    'a payment that was told twice',
    'money',
    'doubled',
    { published: twice(good.published, isEvent('payment.processed')) },
  ],
  ['a payment that analytics did not count', 'money', 'wrong', { paymentMetrics: without(good.paymentMetrics, any) }],
  ['a message that was not written', 'messages', 'lost', { messages: without(good.messages, any) }],
  ['a message written twice', 'messages', 'doubled', { messages: twice(good.messages, any) }],
  ['a message given up', 'messages', 'lost', { messages: change(good.messages, any, { state: 'failed' }) }],
  ['a message not yet sent', 'messages', 'stuck', { messages: change(good.messages, any, { state: 'claimed' }) }],
  [
    'a message that was not due',
    'messages',
    'wrong',
    { messages: [...good.messages, { ...good.messages[0]!, id: 'm9', kind: 'order-cancelled' }] },
  ],
  ['a message told twice', 'messages', 'doubled', { published: twice(good.published, isEvent('notification.sent')) }],
  ['a message not told', 'messages', 'lost', { published: without(good.published, isEvent('notification.sent')) }],
  ['a message that was sent twice', 'providers', 'doubled', { taken: twice(good.taken, any) }],
  ['a message that no provider has seen', 'providers', 'lost', { taken: good.taken.slice(1) }],
  ['a message given up and sent', 'providers', 'wrong', { messages: change(good.messages, any, { state: 'failed' }) }],
  ['a message that nobody wrote', 'providers', 'wrong', { taken: [...good.taken, 'x'] }],
  [
    'an uncertain message without a reason',
    'providers',
    'wrong',
    { messages: change(good.messages, any, { state: 'uncertain' }) },
  ],
  [
    'an uncertain message that is told as sent',
    'messages',
    'doubled',
    { messages: change(good.messages, any, { state: 'uncertain' }) },
  ],
  ['an event that analytics missed', 'log', 'lost', { log: without(good.log, any) }],
  ['an event kept twice', 'log', 'doubled', { log: twice(good.log, any) }],
  ['an event noted as published twice', 'log', 'doubled', { published: twice(good.published, any) }],
  ['an event that nobody published', 'log', 'wrong', { log: [...good.log, { ...good.log[0]!, eventId: 'x' }] }],
  ['an event that a subscription never handled', 'deliveries', 'lost', { inbox: without(good.inbox, any) }],
  ['an event in the inbox twice', 'deliveries', 'doubled', { inbox: twice(good.inbox, any) }],
  [
    'an event handled and never published',
    'deliveries',
    'wrong',
    { inbox: [...good.inbox, { eventId: 'x', queue: 'kitchen.tickets' }] },
  ],
  [
    'a dead letter',
    'leftovers',
    'lost',
    { deadLetters: [{ queue: 'q', eventId: 'x', reason: 'rejected', error: 'no' }] },
  ],
  ['a parked event', 'leftovers', 'lost', { parked: [{ service: 'orders', eventId: 'x', error: 'no' }] }],
  ['an event left in an outbox', 'leftovers', 'stuck', { outbox: [{ service: 'orders', eventId: 'x', type: 't' }] }],
];

function paid(status: string, ...payments: readonly (readonly [id: string, amount: number])[]) {
  return { status, payments: payments.map(([id, amount]) => ({ id, amount: { amount } })) };
}

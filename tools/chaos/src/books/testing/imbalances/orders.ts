import { change, twice, without } from '../changes';
import { any, good, isEvent, saying, type Imbalance } from './imbalance';

const lacking = (name: string) => ({ log: without(good.log, isEvent(name)) });

/** Orders, their rides and their tickets. */
export const orderImbalances: readonly Imbalance[] = [
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
  ['a delivered order that never left', 'rides', 'lost', lacking('order.out-for-delivery')],
  ['an order that left twice', 'rides', 'doubled', lacking('order.undeliverable')],
  ['an order for pickup that left', 'rides', 'wrong', { orders: change(good.orders, any, { fulfilment: 'pickup' }) }],
  [
    'an order that came back before it left',
    'rides',
    'wrong',
    { log: change(good.log, isEvent('order.undeliverable'), { sequence: 2 }) },
  ],
  ['an order without a ticket', 'tickets', 'lost', { tickets: without(good.tickets, any) }],
  ['an order with two tickets', 'tickets', 'doubled', { tickets: twice(good.tickets, any) }],
  ['a ticket left open', 'tickets', 'stuck', { tickets: change(good.tickets, any, { status: 'ready' }) }],
  [
    'a ticket for nobody',
    'tickets',
    'wrong',
    { tickets: [...good.tickets, { ...good.tickets[0]!, orderId: 'x', version: 0 }] },
  ],
  ['a ticket whose event never left', 'tickets', 'lost', { tickets: change(good.tickets, any, { version: 6 }) }],
  ['a ticket started twice', 'readiness', 'doubled', { log: twice(good.log, isEvent('order.cooking-started')) }],
  ['a ticket ready and never started', 'readiness', 'lost', lacking('order.cooking-started')],
  [
    'a ticket ready before it was started',
    'readiness',
    'wrong',
    { log: change(good.log, isEvent('order.cooking-started'), { sequence: 9 }) },
  ],
  ['a ticket ready twice', 'readiness', 'wrong', lacking('order.recalled')],
  ['a recall of nothing', 'readiness', 'wrong', lacking('order.ready')],
  ['a recall of another readiness', 'readiness', 'wrong', saying('order.recalled', { readySequence: 2 })],
  [
    'a ticket ready against its events',
    'readiness',
    'wrong',
    { tickets: change(good.tickets, any, { wasReady: false }) },
  ],
  [
    'an order delivered and never made',
    'readiness',
    'lost',
    { log: good.log.filter(({ name }) => name !== 'order.ready') },
  ],
  ['a level said twice', 'unattended', 'doubled', { log: twice(good.log, isEvent('order.unattended')) }],
  ['a level left out', 'unattended', 'wrong', lacking('order.unattended')],
  [
    'a level that orders did not hear',
    'unattended',
    'wrong',
    { orders: good.orders.map((one) => ({ ...one, unattended: 0 })) },
  ],
  [
    'a level that the ticket forgot',
    'unattended',
    'wrong',
    { tickets: change(good.tickets, ({ orderId }) => orderId === 'c', { unattended: 2 }) },
  ],
  [
    'an order given up too soon',
    'unattended',
    'wrong',
    { orders: change(good.orders, ({ id }) => id === 'b', { cancelledBy: 'system' }) },
  ],
  [
    'an order that was not given up',
    'unattended',
    'lost',
    { orders: change(good.orders, ({ id }) => id === 'c', { status: 'placed', cancelledBy: 'nobody' }) },
  ],
];

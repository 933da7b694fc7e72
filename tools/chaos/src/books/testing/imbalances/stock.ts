import type { PurchaseOrderEntry, ShelfEntry } from '../../ledgers';
import { change, twice, without } from '../changes';
import { any, good, isEvent, saying, type Imbalance } from './imbalance';

const used = ({ kind }: { readonly kind: string }) => kind === 'used';
const delivery = ({ kind }: { readonly kind: string }) => kind === 'delivery';
const shelf = (id: string, by: Partial<ShelfEntry>) => ({
  shelves: change(good.shelves, ({ ingredientId }) => ingredientId === id, by),
});
const purchase = (id: string, by: Partial<PurchaseOrderEntry>) => ({
  purchaseOrders: change(good.purchaseOrders, (order) => order.id === id, by),
});

/** Reservations, shelves, suppliers and what can be made. */
export const stockImbalances: readonly Imbalance[] = [
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
  ['a shelf that does not add up', 'stock', 'wrong', shelf('basil', { onHand: 1 })],
  ['a shelf below nothing', 'stock', 'wrong', shelf('basil', { reserved: -1 })],
  ['a shelf that was below nothing once', 'stock', 'wrong', { movements: [...good.movements].reverse() }],
  ['something still set aside', 'stock', 'stuck', shelf('basil', { reserved: 5 })],
  ['something set aside for nobody', 'stock', 'wrong', shelf('basil', { reserved: 5 })],
  [
    'something held and not set aside',
    'stock',
    'wrong',
    { reservations: change(good.reservations, any, { state: 'reserved' }) },
  ],
  ['a want that was not said', 'lows', 'lost', shelf('basil', { low: false })],
  ['a want that is over', 'lows', 'wrong', shelf('dough', { low: true })],
  ['a want said twice', 'lows', 'doubled', { movements: without(good.movements, delivery) }],
  ['a want that never left', 'lows', 'lost', { published: without(good.published, isEvent('inventory.low')) }],
  [
    'two open orders from one supplier',
    'suppliers',
    'doubled',
    { purchaseOrders: twice(good.purchaseOrders, ({ state }) => state === 'open') },
  ],
  [
    'an order that its supplier never got',
    'suppliers',
    'lost',
    { published: without(good.published, isEvent('purchase-order.placed')) },
  ],
  [
    'an order sent twice',
    'suppliers',
    'doubled',
    { published: twice(good.published, isEvent('purchase-order.placed')) },
  ],
  ['an open order that was said', 'suppliers', 'wrong', purchase('po2', { version: 1 })],
  [
    'an order that grew after it was sent',
    'suppliers',
    'wrong',
    purchase('po1', { lines: [{ ingredientId: 'basil', quantity: 90, received: 50 }] }),
  ],
  [
    'more than was ordered',
    'suppliers',
    'doubled',
    purchase('po1', { lines: [{ ingredientId: 'basil', quantity: 40, received: 50 }] }),
  ],
  ['something of an order that was only sent', 'suppliers', 'wrong', purchase('po1', { state: 'sent' })],
  ['a delivery booked in twice', 'suppliers', 'doubled', { movements: twice(good.movements, delivery) }],
  ['a delivery that was not booked in', 'suppliers', 'lost', { movements: without(good.movements, delivery) }],
  ['a list that the shelves do not give', 'menu', 'wrong', shelf('basil', { onHand: 46 })],
  [
    'a list with another want',
    'menu',
    'wrong',
    { recipes: change(good.recipes, any, { needs: { basil: 46, dough: 91 } }) },
  ],
  [
    'a list that was not said',
    'menu',
    'lost',
    { published: without(good.published, isEvent('menu.availability-changed')) },
  ],
  ['another list than was said', 'menu', 'wrong', saying('menu.availability-changed', { unavailable: [] })],
  ['a list that orders did not hear', 'menu', 'lost', { menu: { ...good.menu, soldOutAsOf: 0 } }],
  ['something sold that cannot be made', 'menu', 'wrong', { menu: { ...good.menu, soldOut: [] } }],
];

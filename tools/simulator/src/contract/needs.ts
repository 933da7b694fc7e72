import type { z } from 'zod';
import { events, messages, reservations } from '../books/look-up';
import type { ServiceName } from '../http/addresses';
import { order, orderPage, placedOrder, shop, ticketPage } from '../people/answers';
import { purchaseOrders } from '../people/purchase-orders';
import { shelves, waiting } from '../people/shelves';
import { menu } from '../plan/menu';

/** One operation of a service that the simulator calls, with what it sends and what it reads of the answer. */
export interface HttpNeed {
  readonly service: ServiceName;
  readonly method: 'get' | 'post';
  /** As the service's OpenAPI document names it. */
  readonly path: string;
  /** Query parameters it uses. */
  readonly query?: readonly string[];
  /** A body as it sends it. */
  readonly sends?: object;
  readonly status: number;
  /** Of the answer; without it only the status counts. */
  readonly reads?: z.ZodType;
}

const paged = ['limit', 'cursor'];

/** What the simulator needs of each API: the services are held against it. */
export const httpNeeds: readonly HttpNeed[] = [
  { service: 'orders', method: 'get', path: '/api/menu', status: 200, reads: menu },
  { service: 'orders', method: 'get', path: '/api/shop', status: 200, reads: shop },
  {
    service: 'orders',
    method: 'post',
    path: '/api/orders',
    sends: {
      customer: { name: 'Ada of run 1', phone: '+14155550123', email: 'ada@example.com' },
      fulfilment: { type: 'delivery', address: { line1: '1 Main St', city: 'Springfield', postalCode: '12345' } },
      items: [
        { sku: 'margherita', size: 'large', quantity: 2, extras: ['basil'], notes: 'well done' },
        { halves: ['diavola', 'vegetariana'], size: 'medium', quantity: 1 },
        { sku: 'tiramisu', quantity: 1 },
      ],
      requestedFor: '2026-03-14T18:30:00.000Z',
    },
    status: 201,
    reads: placedOrder,
  },
  { service: 'orders', method: 'get', path: '/api/orders', query: [...paged, 'status'], status: 200, reads: orderPage },
  { service: 'orders', method: 'get', path: '/api/orders/{id}', status: 200, reads: order },
  {
    service: 'orders',
    method: 'post',
    path: '/api/orders/{id}/payments',
    sends: { method: 'cash', amount: { amount: 3198, currency: 'USD' } },
    status: 201,
  },
  {
    service: 'orders',
    method: 'post',
    path: '/api/orders/{id}/cancel',
    sends: { reason: 'hungry no more' },
    status: 200,
  },
  {
    service: 'orders',
    method: 'post',
    path: '/api/orders/{id}/dispatch',
    sends: { courierId: 'courier-1' },
    status: 200,
  },
  { service: 'orders', method: 'post', path: '/api/orders/{id}/deliver', status: 200 },
  {
    service: 'orders',
    method: 'post',
    path: '/api/orders/{id}/undeliverable',
    sends: { reason: 'nobody opened the door' },
    status: 200,
  },
  {
    service: 'orders',
    method: 'post',
    path: '/api/orders/{id}/refunds',
    sends: { method: 'cash', amount: { amount: 3198, currency: 'USD' }, reason: 'it was called off' },
    status: 201,
  },
  {
    service: 'kitchen',
    method: 'get',
    path: '/api/kitchen/tickets',
    query: [...paged, 'status'],
    status: 200,
    reads: ticketPage,
  },
  { service: 'kitchen', method: 'post', path: '/api/kitchen/tickets/{orderId}/start', status: 200 },
  { service: 'kitchen', method: 'post', path: '/api/kitchen/tickets/{orderId}/ready', status: 200 },
  {
    service: 'kitchen',
    method: 'post',
    path: '/api/kitchen/tickets/{orderId}/recall',
    sends: { reason: 'the extras were forgotten' },
    status: 200,
  },
  { service: 'inventory', method: 'get', path: '/api/inventory/ingredients', status: 200, reads: shelves },
  {
    service: 'inventory',
    method: 'get',
    path: '/api/inventory/reservations',
    query: [...paged, 'state', 'orderId'],
    status: 200,
    reads: waiting.and(reservations),
  },
  {
    service: 'inventory',
    method: 'get',
    path: '/api/inventory/purchase-orders',
    query: [...paged, 'state'],
    status: 200,
    reads: purchaseOrders,
  },
  { service: 'inventory', method: 'post', path: '/api/inventory/purchase-orders/{id}/send', status: 200 },
  {
    service: 'inventory',
    method: 'post',
    path: '/api/inventory/purchase-orders/{id}/receive',
    sends: { lines: [{ ingredientId: 'dough', quantity: 5_000 }] },
    status: 200,
  },
  {
    service: 'inventory',
    method: 'post',
    path: '/api/inventory/ingredients/{id}/adjustments',
    sends: { kind: 'delivery', quantity: 5_000, note: 'bought by the clerk' },
    status: 201,
  },
  {
    service: 'notifications',
    method: 'get',
    path: '/api/notifications',
    query: [...paged, 'orderId'],
    status: 200,
    reads: messages,
  },
  { service: 'analytics', method: 'get', path: '/api/analytics/orders/{id}/events', status: 200, reads: events },
];

import {
  InventoryReserved,
  InventoryShort,
  OrderCancelled,
  OrderDelivered,
  OrderOutForDelivery,
  OrderPlaced,
  OrderUndeliverable,
} from '@pizzeria/contracts';
import { consumerPacts, needs } from '@pizzeria/pacts';
import { kitchen } from '../service';

const ticket = ['orderId', 'number', 'customerId', 'customer', 'fulfilment.type', 'estimatedDelivery'];
const whatToMake = [
  'line',
  'kind',
  'sku',
  'halves?',
  'name',
  'size',
  'quantity',
  'extras',
  'allergens',
  'diets',
  'notes',
].map((it) => `items[].${it}`);

consumerPacts(kitchen, [
  needs(OrderPlaced, 'delivered, with a note', [...ticket, ...whatToMake, 'requestedFor?']),
  needs(InventoryShort, 'of an ingredient', ['orderId', 'missing']),
  needs(InventoryReserved, 'all ingredients', ['orderId']),
  needs(OrderCancelled, 'before cooking', ['orderId', 'reason', 'by', 'cancelledAt']),
  needs(OrderOutForDelivery, 'with a courier', ['orderId', 'leftAt']),
  needs(OrderUndeliverable, 'brought back', ['orderId', 'at']),
  needs(OrderDelivered, 'at the door', ['orderId', 'deliveredAt']),
]);

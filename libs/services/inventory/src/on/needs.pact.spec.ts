import { InventoryLow, OrderCancelled, OrderCookingStarted, OrderPlaced } from '@pizzeria/contracts';
import { consumerPacts, needs } from '@pizzeria/pacts';
import { inventory } from '../service';

const whatIsInIt = ['kind?', 'sku', 'halves?', 'size', 'quantity', 'extras'].map((it) => `items[].${it}`);

consumerPacts(inventory, [
  needs(OrderPlaced, 'of pizzas', ['orderId', 'number', ...whatIsInIt]),
  needs(OrderCookingStarted, 'by a cook', ['orderId']),
  needs(OrderCancelled, 'before cooking', ['orderId']),
  needs(InventoryLow, 'of an ingredient', ['supplier.id']),
]);

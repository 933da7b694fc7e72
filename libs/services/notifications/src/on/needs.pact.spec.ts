import { OrderPlaced, OrderReady } from '@pizzeria/contracts';
import { consumerPacts, needs } from '@pizzeria/pacts';
import { notifications } from '../service';

const reach = ['orderId', 'number', 'customer', 'fulfilment.type'];

const lines = ['name', 'size?', 'quantity', 'extras', 'notes?', 'lineTotal'].map((it) => `items[].${it}`);

consumerPacts(notifications, [
  needs(OrderPlaced, 'delivered to a customer with phone and e-mail', [
    ...reach,
    ...lines,
    'totalAmount',
    'estimatedDelivery',
  ]),
  needs(OrderReady, 'collected by a customer with phone and e-mail', [...reach, 'pickupInstructions']),
]);

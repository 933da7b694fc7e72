import {
  OrderCancelled,
  OrderCookingStarted,
  OrderDelivered,
  OrderPlaced,
  OrderReady,
  PaymentProcessed,
} from '@pizzeria/contracts';
import { consumerPacts, needs } from '@pizzeria/pacts';
import { analytics } from '../service';

const times = ['startedAt', 'readyAt', 'preparationSeconds', 'estimatedSeconds'];

consumerPacts(
  analytics,
  [
    needs(OrderPlaced, 'of pizzas', ['orderId', 'customerId', 'totalAmount', 'items[].quantity']),
    needs(OrderCookingStarted, 'by a cook', ['orderId', 'startedAt']),
    needs(OrderReady, 'at the counter', ['orderId', ...times]),
    needs(OrderDelivered, 'at the door', ['orderId', 'deliveredAt', 'promisedAt']),
    needs(OrderCancelled, 'before cooking', ['orderId', 'cancelledAt']),
    needs(PaymentProcessed, 'in full', ['paymentId', 'orderId', 'method', 'amount', 'processedAt']),
  ],
  { keepsWhole: ['log'] },
);

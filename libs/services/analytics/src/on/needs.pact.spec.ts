import {
  InventoryShort,
  NotificationFailed,
  NotificationSent,
  OrderCancelled,
  OrderCookingStarted,
  OrderDelivered,
  OrderEstimateChanged,
  OrderOutForDelivery,
  OrderPlaced,
  OrderReady,
  OrderRecalled,
  OrderUnattended,
  OrderUndeliverable,
  PaymentProcessed,
  PaymentRefunded,
} from '@pizzeria/contracts';
import { consumerPacts, needs } from '@pizzeria/pacts';
import { analytics } from '../service';

const order = ['orderId', 'number', 'customerId', 'fulfilment.type', 'totalAmount', 'tax.amount', 'estimatedDelivery'];
const lines = [
  'items[].kind',
  'items[].sku',
  'items[].halves?',
  'items[].quantity',
  'items[].extras',
  'items[].lineTotal',
];
const times = ['startedAt', 'readyAt', 'preparationSeconds', 'estimatedSeconds'];
const message = ['notificationId', 'orderId', 'kind', 'channel'];

consumerPacts(
  analytics,
  [
    needs(OrderPlaced, 'of pizzas', [...order, ...lines]),
    needs(OrderCookingStarted, 'by a cook', ['orderId', 'startedAt']),
    needs(OrderReady, 'at the counter', ['orderId', ...times]),
    needs(OrderRecalled, 'from the counter', ['orderId', 'recalledAt', 'readySequence']),
    needs(OrderEstimateChanged, 'to later', ['orderId']),
    needs(OrderUnattended, 'for a while', ['orderId', 'level']),
    needs(InventoryShort, 'of an ingredient', ['orderId']),
    needs(OrderOutForDelivery, 'with a courier', ['orderId', 'leftAt']),
    needs(OrderUndeliverable, 'at a closed door', ['orderId', 'at']),
    needs(OrderDelivered, 'at the door', ['orderId', 'deliveredAt', 'promisedAt']),
    needs(OrderCancelled, 'before cooking', ['orderId', 'cancelledAt', 'by', 'reason']),
    needs(PaymentProcessed, 'in full', ['paymentId', 'orderId', 'method', 'amount', 'processedAt']),
    needs(PaymentRefunded, 'in full', ['refundId', 'orderId', 'method', 'amount', 'refundedAt']),
    needs(NotificationSent, 'about an order', [...message, 'sentAt']),
    needs(NotificationFailed, 'about an order', [...message, 'failedAt', 'permanent']),
  ],
  { keepsWhole: ['log'] },
);

import {
  InventoryLow,
  NotificationFailed,
  OrderCancelled,
  OrderEstimateChanged,
  OrderOutForDelivery,
  OrderPlaced,
  OrderReady,
  OrderRecalled,
  OrderUnattended,
  PaymentProcessed,
  PaymentRefunded,
  PurchaseOrderPlaced,
} from '@pizzeria/contracts';
import { consumerPacts, needs } from '@pizzeria/pacts';
import { notifications } from '../service';

const order = ['number', 'customer'];
const lines = ['name', 'size?', 'quantity', 'extras', 'lineTotal'].map((it) => `items[].${it}`);
const payment = [...order, 'method', 'amount'];

consumerPacts(
  notifications,
  [
    needs(OrderPlaced, 'delivered to a customer with phone and e-mail', [
      ...order,
      ...lines,
      'fulfilment.type',
      'totalAmount',
      'estimatedDelivery',
    ]),
    needs(OrderReady, 'collected by a customer with phone and e-mail', [
      ...order,
      'fulfilment.type',
      'pickupInstructions',
    ]),
    // Its number is read where the customer was told before that it is ready.
    needs(OrderRecalled, 'from a customer with phone and e-mail', ['number?', 'customer', 'readySequence']),
    needs(OrderEstimateChanged, 'much later than promised', [...order, 'newEstimate', 'promisedAt']),
    needs(OrderOutForDelivery, 'with a courier', [...order, 'estimatedArrival?']),
    needs(OrderCancelled, 'before cooking', [...order, 'reason', 'by', 'refundDue?']),
    needs(PaymentProcessed, 'in full', [...payment, 'reference?', 'processedAt', 'outstanding']),
    needs(PaymentRefunded, 'of a cancelled order', [...payment, 'reason', 'refundedAt']),
    needs(OrderUnattended, 'at its first level', ['number', 'level', 'waitingSince', 'promisedAt']),
    needs(InventoryLow, 'of an ingredient', ['name', 'unit', 'current', 'threshold', 'supplier.name']),
    needs(PurchaseOrderPlaced, 'to a supplier with an e-mail address', [
      'number',
      'supplier.name',
      'supplier.email',
      ...['name', 'unit', 'quantity'].map((it) => `lines[].${it}`),
      'placedAt',
    ]),
    needs(NotificationFailed, 'an SMS that is given up', ['notificationId', 'channel']),
  ],
  { environment: { READY_DELAY_SECONDS: '0', MANAGER_PHONE: '+14155550199', MANAGER_EMAIL: 'manager@example.com' } },
);

import { defineService } from '@pizzeria/service';
import { getOrderEvents } from './http/order-events';
import { getOrdersBehind } from './http/orders-behind';
import {
  getCancellations,
  getCustomers,
  getLateness,
  getMessages,
  getPreparation,
  getSalesByHour,
  getSetbacks,
  getTopItems,
} from './http/reports';
import { getSummary } from './http/summary';
import { migrations } from './migrations';
import { keepEveryEvent } from './on/every-event';
import { measureShortage } from './on/inventory-short';
import { measureFailedMessage } from './on/notification-failed';
import { measureSentMessage } from './on/notification-sent';
import { measureCancellation } from './on/order-cancelled';
import { measureCooking } from './on/order-cooking-started';
import { measureDelivery } from './on/order-delivered';
import { measureDelay } from './on/order-estimate-changed';
import { measureDeparture } from './on/order-out-for-delivery';
import { measurePlaced } from './on/order-placed';
import { measurePreparation } from './on/order-ready';
import { measureRecall } from './on/order-recalled';
import { measureUnattended } from './on/order-unattended';
import { measureReturn } from './on/order-undeliverable';
import { measurePayment } from './on/payment-processed';
import { measureRefund } from './on/payment-refunded';
import { postgresEventLog } from './postgres/event-log';
import { postgresFigures } from './postgres/figures';
import { postgresMetrics } from './postgres/metrics';
import { settings, shopDayOf } from './settings';
import type { AnalyticsParts } from './use-cases/ports';

/** Keeps every event as it happened, and measures orders, kitchen and money from them. */
export const analytics = defineService({
  name: 'analytics',
  publishes: [],
  subscriptions: {
    log: { handlers: keepEveryEvent },
    metrics: {
      handlers: [
        measurePlaced,
        measureCooking,
        measurePreparation,
        measureRecall,
        measureDelay,
        measureUnattended,
        measureShortage,
        measureDeparture,
        measureReturn,
        measureDelivery,
        measureCancellation,
        measurePayment,
        measureRefund,
        measureSentMessage,
        measureFailedMessage,
      ],
    },
  },
  routes: [
    getSummary,
    getSalesByHour,
    getPreparation,
    getTopItems,
    getCustomers,
    getLateness,
    getCancellations,
    getMessages,
    getSetbacks,
    getOrdersBehind,
    getOrderEvents,
  ],
  migrations,
  settings,
  parts: ({ database, clock, settings: values }): AnalyticsParts => {
    const shopDay = shopDayOf(values);
    return {
      log: postgresEventLog(database),
      metrics: postgresMetrics(database),
      figures: postgresFigures(database, shopDay),
      clock,
      shopDay,
    };
  },
});

import { defineService } from '@pizzeria/service';
import { getOrderEvents } from './http/order-events';
import { getSummary } from './http/summary';
import { createEventLog } from './migrations/001-event-log';
import { createMetrics } from './migrations/002-metrics';
import { keepEveryEvent } from './on/every-event';
import { measureCancellation } from './on/order-cancelled';
import { measureCooking } from './on/order-cooking-started';
import { measureDelivery } from './on/order-delivered';
import { measurePlaced } from './on/order-placed';
import { measurePreparation } from './on/order-ready';
import { measurePayment } from './on/payment-processed';
import { postgresEventLog } from './postgres/event-log';
import { postgresMetrics } from './postgres/metrics';
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
        measureDelivery,
        measureCancellation,
        measurePayment,
      ],
    },
  },
  routes: [getSummary, getOrderEvents],
  migrations: [createEventLog, createMetrics],
  settings: {},
  parts: ({ database }): AnalyticsParts => ({ log: postgresEventLog(database), metrics: postgresMetrics(database) }),
});

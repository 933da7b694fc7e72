import {
  KitchenLoadChanged,
  OrderCookingStarted,
  OrderEstimateChanged,
  OrderReady,
  OrderRecalled,
  OrderUnattended,
} from '@pizzeria/contracts';
import { defineService } from '@pizzeria/service';
import { routes } from './http/routes';
import { measuredTickets } from './measures/measured-tickets';
import { kitchenQueue, preparationTime } from './measures/measures';
import { tickets } from './migrations/001-tickets';
import { load } from './migrations/002-load';
import { queueTicket } from './on/inventory-reserved';
import { holdTicket } from './on/inventory-short';
import { stopTicket } from './on/order-cancelled';
import { closeDelivered } from './on/order-delivered';
import { closeForCourier } from './on/order-out-for-delivery';
import { writeTicket } from './on/order-placed';
import { reopenReturned } from './on/order-undeliverable';
import { postgresSaidLoad } from './postgres/said-load';
import { postgresTickets } from './postgres/tickets';
import type { KitchenParts } from './parts';
import { kitchenSettings, readSettings } from './settings';
import { escalate } from './use-cases/escalate';
import { tellEstimates } from './use-cases/tell-estimates';
import { tellLoad } from './use-cases/tell-load';

/** The kitchen: a ticket per order, from its first ingredient to the counter. */
export const kitchen = defineService({
  name: 'kitchen',
  publishes: [
    OrderCookingStarted,
    OrderReady,
    OrderRecalled,
    OrderEstimateChanged,
    OrderUnattended,
    KitchenLoadChanged,
  ],
  subscriptions: {
    tickets: {
      handlers: [writeTicket, queueTicket, holdTicket, stopTicket, closeForCourier, closeDelivered, reopenReturned],
    },
  },
  routes,
  chores: {
    estimates: { everyMs: 5_000, run: tellEstimates },
    load: { everyMs: 5_000, run: tellLoad },
    escalate: { everyMs: 5_000, run: escalate },
  },
  migrations: [tickets, load],
  settings: kitchenSettings,
  measures: [preparationTime, kitchenQueue],
  parts: ({ database, clock, settings, publish, measure }): KitchenParts => ({
    tickets: measuredTickets(postgresTickets(database, publish), measure),
    load: postgresSaidLoad(database, publish),
    clock,
    ...readSettings(settings),
  }),
});

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
import { queueTicket } from './on/inventory-reserved';
import { holdTicket } from './on/inventory-short';
import { stopTicket } from './on/order-cancelled';
import { closeDelivered } from './on/order-delivered';
import { closeForCourier } from './on/order-out-for-delivery';
import { writeTicket } from './on/order-placed';
import { closeUndeliverable } from './on/order-undeliverable';
import { postgresTickets } from './postgres/tickets';
import type { KitchenParts } from './parts';
import { kitchenSettings, readSettings } from './settings';

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
      handlers: [writeTicket, queueTicket, holdTicket, stopTicket, closeForCourier, closeDelivered, closeUndeliverable],
    },
  },
  routes,
  migrations: [tickets],
  settings: kitchenSettings,
  measures: [preparationTime, kitchenQueue],
  parts: ({ database, clock, settings, publish, measure }): KitchenParts => ({
    tickets: measuredTickets(postgresTickets(database, publish), measure),
    clock,
    ...readSettings(settings),
  }),
});

import {
  OrderCancelled,
  OrderDelivered,
  OrderOutForDelivery,
  OrderPlaced,
  OrderUndeliverable,
  PaymentProcessed,
  PaymentRefunded,
} from '@pizzeria/contracts';
import { defineService } from '@pizzeria/service';
import { randomTrackingTokens } from './crypto/tracking-tokens';
import { postCancellation } from './http/cancel-order';
import { getCustomers, postCustomer } from './http/customers';
import { putExtra, putIngredient, putItem } from './http/edit-menu';
import { postDelivery, postDispatch } from './http/hand-over';
import { getMenu } from './http/menu';
import { postOrder } from './http/place-order';
import { getOrder, getOrders } from './http/read-orders';
import { postPayment } from './http/record-payment';
import { measuredOrders } from './measures/measured-orders';
import { ordersByStatus, orderValue, promiseError } from './measures/measures';
import { createOrders } from './migrations/001-orders';
import { createMenu } from './migrations/002-menu';
import { nameIngredients } from './migrations/003-food';
import { keepTax } from './migrations/004-tax';
import { showReserved } from './on/inventory-reserved';
import { showShort } from './on/inventory-short';
import { showSoldOut } from './on/menu-availability-changed';
import { showCooking } from './on/order-cooking-started';
import { showReady } from './on/order-ready';
import { phonesOf } from './phone/phones';
import { postgresCustomers } from './postgres/customers-store';
import { postgresMenus } from './postgres/menu-store';
import { postgresOrders } from './postgres/orders-store';
import { settings } from './settings';
import type { OrdersParts } from './use-cases/ports';

/** Takes orders at the menu's prices, and knows how far each has come and what is paid. */
export const orders = defineService({
  name: 'orders',
  publishes: [
    OrderPlaced,
    PaymentProcessed,
    PaymentRefunded,
    OrderCancelled,
    OrderOutForDelivery,
    OrderDelivered,
    OrderUndeliverable,
  ],
  subscriptions: {
    progress: { handlers: [showReserved, showShort, showCooking, showReady] },
    menu: { handlers: [showSoldOut] },
  },
  routes: [
    getMenu,
    putItem,
    putExtra,
    putIngredient,
    getCustomers,
    postCustomer,
    postOrder,
    getOrders,
    getOrder,
    postCancellation,
    postPayment,
    postDispatch,
    postDelivery,
  ],
  migrations: [createOrders, createMenu, nameIngredients, keepTax],
  settings,
  measures: [ordersByStatus, orderValue, promiseError],
  parts: ({ database, publish, measure, clock, ids, settings: values }): OrdersParts => ({
    orders: measuredOrders(postgresOrders(database, publish), measure),
    customers: postgresCustomers(database),
    menus: postgresMenus(database, { percent: values.TAX_PERCENT, included: values.TAX_INCLUDED }),
    tokens: randomTrackingTokens,
    phones: phonesOf(values.PHONE_COUNTRY),
    leadTimes: { pickupMinutes: values.PICKUP_LEAD_MINUTES, deliveryMinutes: values.DELIVERY_LEAD_MINUTES },
    clock,
    ids,
  }),
});

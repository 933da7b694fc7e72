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
import { postDelivery, postDispatch, postUndeliverable } from './http/hand-over';
import { getMenu } from './http/menu';
import { postOrder } from './http/place-order';
import { getOrder, getOrders } from './http/read-orders';
import { postPayment } from './http/record-payment';
import { postRefund } from './http/refund-payment';
import { getShop, putShopSettings } from './http/shop';
import { measuredOrders } from './measures/measured-orders';
import { ordersByStatus, orderValue, promiseError } from './measures/measures';
import { createOrders } from './migrations/001-orders';
import { createMenu } from './migrations/002-menu';
import { nameIngredients } from './migrations/003-food';
import { keepTax } from './migrations/004-tax';
import { followOrders } from './migrations/005-order-life';
import { showReserved } from './on/inventory-reserved';
import { showShort } from './on/inventory-short';
import { noteKitchenWait } from './on/kitchen-load-changed';
import { showSoldOut } from './on/menu-availability-changed';
import { showCooking } from './on/order-cooking-started';
import { showEstimate } from './on/order-estimate-changed';
import { showReady } from './on/order-ready';
import { showRecalled } from './on/order-recalled';
import { mindUnattended } from './on/order-unattended';
import { phonesOf } from './phone/phones';
import { postgresCustomers } from './postgres/customers-store';
import { postgresMenus } from './postgres/menu-store';
import { postgresOrders } from './postgres/orders-store';
import { postgresShop } from './postgres/shop-store';
import { cardOf, settings, termsOf } from './settings';
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
    progress: {
      handlers: [
        showReserved,
        showShort,
        showCooking,
        showReady,
        showRecalled,
        showEstimate,
        mindUnattended,
        noteKitchenWait,
      ],
    },
    menu: { handlers: [showSoldOut] },
  },
  routes: [
    getShop,
    putShopSettings,
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
    postRefund,
    postDispatch,
    postDelivery,
    postUndeliverable,
  ],
  migrations: [createOrders, createMenu, nameIngredients, keepTax, followOrders],
  settings,
  measures: [ordersByStatus, orderValue, promiseError],
  parts: ({ database, publish, measure, clock, ids, settings: values }): OrdersParts => ({
    orders: measuredOrders(postgresOrders(database, publish), measure),
    customers: postgresCustomers(database),
    menus: postgresMenus(database, { percent: values.TAX_PERCENT, included: values.TAX_INCLUDED }),
    tokens: randomTrackingTokens,
    phones: phonesOf(values.PHONE_COUNTRY),
    shop: postgresShop(database),
    card: cardOf(values),
    terms: termsOf(values),
    clock,
    ids,
  }),
});

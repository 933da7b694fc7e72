import type { EventDefinition } from '@pizzeria/bus';
import { OrderPlaced } from './orders/order-placed';
import { PaymentProcessed } from './orders/payment-processed';
import { PaymentRefunded } from './orders/payment-refunded';
import { OrderCancelled } from './orders/order-cancelled';
import { OrderOutForDelivery } from './orders/order-out-for-delivery';
import { OrderDelivered } from './orders/order-delivered';
import { OrderUndeliverable } from './orders/order-undeliverable';
import { OrderCookingStarted } from './kitchen/order-cooking-started';
import { OrderReady } from './kitchen/order-ready';
import { OrderRecalled } from './kitchen/order-recalled';
import { OrderEstimateChanged } from './kitchen/order-estimate-changed';
import { OrderUnattended } from './kitchen/order-unattended';
import { KitchenLoadChanged } from './kitchen/kitchen-load-changed';
import { InventoryReserved } from './inventory/inventory-reserved';
import { InventoryShort } from './inventory/inventory-short';
import { InventoryLow } from './inventory/inventory-low';
import { MenuAvailabilityChanged } from './inventory/menu-availability-changed';
import { PurchaseOrderPlaced } from './inventory/purchase-order-placed';
import { NotificationSent } from './notifications/notification-sent';
import { NotificationFailed } from './notifications/notification-failed';

export const ordersEvents = [
  OrderPlaced,
  PaymentProcessed,
  PaymentRefunded,
  OrderCancelled,
  OrderOutForDelivery,
  OrderDelivered,
  OrderUndeliverable,
] as const;

export const kitchenEvents = [
  OrderCookingStarted,
  OrderReady,
  OrderRecalled,
  OrderEstimateChanged,
  OrderUnattended,
  KitchenLoadChanged,
] as const;

export const inventoryEvents = [
  InventoryReserved,
  InventoryShort,
  InventoryLow,
  MenuAvailabilityChanged,
  PurchaseOrderPlaced,
] as const;

export const notificationsEvents = [NotificationSent, NotificationFailed] as const;

/** Every event there is, grouped by its publisher. */
export const allEvents: readonly EventDefinition[] = [
  ...ordersEvents,
  ...kitchenEvents,
  ...inventoryEvents,
  ...notificationsEvents,
];

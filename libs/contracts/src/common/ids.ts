import { z } from 'zod';
import { slug, text } from './text';

export const orderId = z.uuid();
export type OrderId = z.infer<typeof orderId>;

export const customerId = z.uuid();
export type CustomerId = z.infer<typeof customerId>;

export const paymentId = z.uuid();
export type PaymentId = z.infer<typeof paymentId>;

export const refundId = z.uuid();
export type RefundId = z.infer<typeof refundId>;

export const purchaseOrderId = z.uuid();
export type PurchaseOrderId = z.infer<typeof purchaseOrderId>;

export const notificationId = z.uuid();
export type NotificationId = z.infer<typeof notificationId>;

/** Names something on the menu: a pizza, a drink, an extra. */
export const sku = slug;
export type Sku = z.infer<typeof sku>;

/** A size a pizza is sold in, for example `large`. */
export const size = slug;
export type Size = z.infer<typeof size>;

export const ingredientId = slug;
export type IngredientId = z.infer<typeof ingredientId>;

export const supplierId = slug;
export type SupplierId = z.infer<typeof supplierId>;

/** What the identity provider calls a courier. */
export const courierId = text;
export type CourierId = z.infer<typeof courierId>;

/** Short number that people say aloud; counts up from 1, separately for orders and purchase orders. */
export const spokenNumber = z.int().min(1);

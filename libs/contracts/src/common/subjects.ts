/** CloudEvents subjects: within one, events of one source keep their order. */
export const orderSubject = (data: { readonly orderId: string }): string => `order/${data.orderId}`;

/** The order that something else is about, if any. */
export const orderOf = ({ orderId }: { readonly orderId?: string }): string | undefined =>
  orderId === undefined ? undefined : orderSubject({ orderId });

export const ingredientSubject = (data: { readonly ingredientId: string }): string => `ingredient/${data.ingredientId}`;

export const purchaseOrderSubject = (data: { readonly purchaseOrderId: string }): string =>
  `purchase-order/${data.purchaseOrderId}`;

export const notificationSubject = (data: { readonly notificationId: string }): string =>
  `notification/${data.notificationId}`;

/** The shop has one kitchen and one menu. */
export const kitchenSubject = (): string => 'kitchen/main';

export const menuSubject = (): string => 'menu/main';

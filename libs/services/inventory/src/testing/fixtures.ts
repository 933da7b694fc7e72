import type { OrderPlacedData } from '@pizzeria/contracts';
import type { PurchaseOrder, PurchaseOrderLine } from '../domain/purchase-order';
import { type Needs, recipeBook } from '../domain/recipes';
import type { OrderNeeds } from '../domain/reservation';
import type { Shelf } from '../domain/shelf';
import { ingredients } from '../migrations/003-opening-stock-data';
import { suppliers } from '../migrations/003-suppliers-data';
import { moreIngredients } from '../migrations/004-more-ingredients-data';
import { recipes } from '../migrations/005-recipes-data';

/** All that a new shop keeps. */
export const allIngredients = [...ingredients, ...moreIngredients];

/** How a new shop makes what is on its menu. */
export const starterRecipes = recipeBook(recipes);

/** A time of the evening on which all of this happens, for example `at('18:30')`. */
export const at = (time: string): string => `2026-03-14T${time}:00.000Z`;

/** The nth order's id. */
export const orderIdOf = (n: number): string => `01995f2a-7c00-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const adasOrderId = orderIdOf(1);

/** A shelf of the real shop, with so much on it and nothing set aside. */
export const aShelf = (ingredientId: string, onHand: number, but: Partial<Shelf> = {}): Shelf => {
  const ingredient = allIngredients.find((one) => one.ingredientId === ingredientId);
  if (!ingredient) throw new Error(`the shop keeps no ${ingredientId}`);
  return { ...ingredient, threshold: 0, onHand, reserved: 0, low: false, version: 0, smallestPortions: [], ...but };
};

/** What an order needs, placed at the nth minute after six. */
export const anOrderFor = (needs: Needs, n = 1): OrderNeeds => ({
  number: n,
  placedAt: at(`18:${String(n % 60).padStart(2, '0')}`),
  needs,
});

export const pizzaLine = (
  sku: string,
  { quantity = 1, size = 'medium', extras = [] }: { quantity?: number; size?: string; extras?: string[] } = {},
): OrderPlacedData['items'][number] => ({
  line: 1,
  kind: 'pizza',
  sku,
  name: sku,
  size,
  quantity,
  extras,
  unitPrice: 1299,
  lineTotal: 1299 * quantity,
});

export const drinkLine = (sku: string, quantity = 1): OrderPlacedData['items'][number] => ({
  line: 2,
  kind: 'drink',
  sku,
  name: sku,
  quantity,
  extras: [],
  unitPrice: 300,
  lineTotal: 300 * quantity,
});

export const sideLine = (sku: string, quantity = 1): OrderPlacedData['items'][number] => ({
  ...drinkLine(sku, quantity),
  kind: 'side',
});

/** The nth order of the evening: a medium margherita to collect. */
export const aPlacedOrder = (n = 1, but: Partial<OrderPlacedData> = {}): OrderPlacedData => ({
  orderId: orderIdOf(n),
  number: n,
  customerId: '01995f2a-7c00-7000-8000-00000000000a',
  customer: { name: 'Ada', phone: '+14155550123' },
  fulfilment: { type: 'pickup' },
  items: [pizzaLine('margherita')],
  totalAmount: { amount: 1299, currency: 'USD' },
  estimatedDelivery: at('19:30'),
  ...but,
});

/** So much of something on a purchase order, of which nothing came yet. */
export const aPurchaseOrderLine = (ingredientId: string, quantity: number): PurchaseOrderLine => {
  const { name, unit } = aShelf(ingredientId, 0);
  return { ingredientId, name, unit, quantity, received: 0 };
};

/** The shop's seventh order from the dairy, opened at half past six. */
export const aPurchaseOrder = (
  state: 'open' | 'sent' | 'received',
  lines: readonly PurchaseOrderLine[],
): PurchaseOrder => {
  const order = {
    purchaseOrderId: '01995f2a-7c00-7000-8000-0000000000c1',
    number: 7,
    supplier: suppliers.dairy,
    version: state === 'open' ? 0 : 1,
    lines,
    openedAt: at('18:30'),
  };
  if (state === 'open') return { ...order, state };
  if (state === 'sent') return { ...order, state, sentAt: at('18:45') };
  return { ...order, state, sentAt: at('18:45'), receivedAt: at('18:50') };
};

import type { OrderPlacedData } from '@pizzeria/contracts';
import { ingredients } from '../domain/ingredients';
import type { Needs } from '../domain/recipes';
import type { OrderNeeds } from '../domain/reservation';
import type { Shelf } from '../domain/shelf';

/** A time of the evening on which all of this happens, for example `at('18:30')`. */
export const at = (time: string): string => `2026-03-14T${time}:00.000Z`;

/** The nth order's id. */
export const orderIdOf = (n: number): string => `01995f2a-7c00-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const adasOrderId = orderIdOf(1);

/** A shelf of the real shop, with so much on it and nothing set aside. */
export const aShelf = (ingredientId: string, onHand: number, but: Partial<Shelf> = {}): Shelf => {
  const ingredient = ingredients.find((one) => one.ingredientId === ingredientId);
  if (!ingredient) throw new Error(`the shop keeps no ${ingredientId}`);
  return { ...ingredient, threshold: 0, onHand, reserved: 0, low: false, version: 0, ...but };
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

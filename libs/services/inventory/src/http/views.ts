import {
  ingredient,
  ingredientId,
  ingredientQuantity,
  orderId,
  purchaseOrderId,
  size,
  sku,
  spokenNumber,
  supplier,
  timestamp,
} from '@pizzeria/contracts';
import type { Caller } from '@pizzeria/service';
import { z } from 'zod';
import { outstanding, type PurchaseOrder } from '../domain/purchase-order';
import type { Needs, Recipe } from '../domain/recipes';
import type { Reservation } from '../domain/reservation';
import { available, type Shelf } from '../domain/shelf';
import type { ListedMovement } from '../use-cases/ports';
import { isManager } from './person';

export const shelfView = z.object({
  id: ingredientId,
  name: ingredient.shape.name,
  unit: ingredient.shape.unit,
  onHand: z.int(),
  /** Set aside for orders that wait to be cooked. */
  reserved: z.int(),
  available: z.int(),
  threshold: z.int(),
  par: z.int(),
  low: z.boolean(),
  /** His address is shown to managers alone. */
  supplier: supplier.pick({ id: true, name: true, email: true }),
});

export const viewOfShelf = (shelf: Shelf, reader: Caller): z.infer<typeof shelfView> => {
  const { ingredientId: id, name, unit, onHand, reserved, threshold, par, low } = shelf;
  const { id: supplierId, name: supplierName, email } = shelf.supplier;
  const address = email !== undefined && isManager(reader) ? { email } : {};
  return {
    id,
    name,
    unit,
    onHand,
    reserved,
    available: available(shelf),
    threshold,
    par,
    low,
    supplier: { id: supplierId, name: supplierName, ...address },
  };
};

export const reservationView = z.object({
  orderId,
  state: z.enum(['waiting', 'reserved', 'committed', 'released']),
  /** These three are absent while the order itself was not heard of. */
  number: spokenNumber.optional(),
  placedAt: timestamp.optional(),
  needs: z.array(z.object({ ingredientId, quantity: z.int() })).optional(),
  /** While it waits: what was missing when it was last tried. */
  missing: z.array(ingredient.extend({ needed: z.int(), onHand: z.int() })).optional(),
});

export const viewOfReservation = (reservation: Reservation): z.infer<typeof reservationView> => {
  const { orderId, state, order } = reservation;
  return {
    orderId,
    state,
    ...(order ? { number: order.number, placedAt: order.placedAt, needs: needsList(order.needs) } : {}),
    ...(reservation.state === 'waiting' ? { missing: [...reservation.missing] } : {}),
  };
};

const needsList = (needs: Needs) =>
  Object.entries(needs).map(([ingredientId, quantity]) => ({ ingredientId, quantity }));

export const movementView = z.object({
  ingredientId,
  kind: z.enum(['opening', 'delivery', 'waste', 'count', 'used']),
  /** What came, or with a minus went; of a count, the difference to what was on the books. */
  quantity: z.int(),
  at: timestamp,
  /** Id of the person who entered it. */
  by: z.string().optional(),
  note: z.string().optional(),
  orderId: orderId.optional(),
  purchaseOrderId: purchaseOrderId.optional(),
});

export const viewOfMovement = ({ at, movement }: ListedMovement): z.infer<typeof movementView> => ({ ...movement, at });

export const recipeView = z.object({
  sku,
  portions: z.array(
    z.object({ size: size.optional(), ingredients: z.array(z.object({ ingredientId, quantity: z.int() })) }),
  ),
});

export const viewOfRecipe = (recipe: Recipe): z.infer<typeof recipeView> => ({
  sku: recipe.sku,
  portions: recipe.portions.map(({ size: ofSize, needs }) => ({
    ...(ofSize === undefined ? {} : { size: ofSize }),
    ingredients: needsList(needs),
  })),
});

export const purchaseOrderView = z.object({
  id: purchaseOrderId,
  number: spokenNumber,
  state: z.enum(['open', 'sent', 'partly-received', 'received']),
  supplier: supplier.pick({ id: true, name: true }),
  /** `outstanding` is what is still to come: nothing, once the order is closed. */
  lines: z.array(ingredientQuantity.extend({ received: z.int(), outstanding: z.int() })),
  /** When its first line was noted. */
  openedAt: timestamp,
  sentAt: timestamp.optional(),
  receivedAt: timestamp.optional(),
});

export const viewOfPurchaseOrder = (order: PurchaseOrder): z.infer<typeof purchaseOrderView> => ({
  id: order.purchaseOrderId,
  number: order.number,
  state: order.state,
  supplier: { id: order.supplier.id, name: order.supplier.name },
  lines: order.lines.map((line) => ({ ...line, outstanding: order.state === 'received' ? 0 : outstanding(line) })),
  openedAt: order.openedAt,
  ...('sentAt' in order ? { sentAt: order.sentAt } : {}),
  ...('receivedAt' in order ? { receivedAt: order.receivedAt } : {}),
});

import {
  ingredient,
  ingredientId,
  ingredientQuantity,
  orderId,
  purchaseOrderId,
  spokenNumber,
  supplier,
  timestamp,
} from '@pizzeria/contracts';
import { z } from 'zod';
import type { PurchaseOrder } from '../domain/purchase-order';
import type { Reservation } from '../domain/reservation';
import { available, type Shelf } from '../domain/shelf';

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
  supplier: supplier.pick({ id: true, name: true }),
});

export const viewOfShelf = (shelf: Shelf): z.infer<typeof shelfView> => {
  const { ingredientId: id, name, unit, onHand, reserved, threshold, par, low } = shelf;
  const { id: supplierId, name: supplierName } = shelf.supplier;
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
    supplier: { id: supplierId, name: supplierName },
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

const needsList = (needs: Readonly<Record<string, number>>) =>
  Object.entries(needs).map(([ingredientId, quantity]) => ({ ingredientId, quantity }));

export const purchaseOrderView = z.object({
  id: purchaseOrderId,
  number: spokenNumber,
  state: z.enum(['open', 'received']),
  supplier: supplier.pick({ id: true, name: true }),
  lines: z.array(ingredientQuantity),
  placedAt: timestamp,
  receivedAt: timestamp.optional(),
});

export const viewOfPurchaseOrder = (order: PurchaseOrder): z.infer<typeof purchaseOrderView> => ({
  id: order.purchaseOrderId,
  number: order.number,
  state: order.state,
  supplier: { id: order.supplier.id, name: order.supplier.name },
  lines: [...order.lines],
  placedAt: order.placedAt,
  ...(order.receivedAt ? { receivedAt: order.receivedAt } : {}),
});

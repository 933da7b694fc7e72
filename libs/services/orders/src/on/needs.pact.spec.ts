import {
  InventoryReserved,
  InventoryShort,
  KitchenLoadChanged,
  MenuAvailabilityChanged,
  OrderCookingStarted,
  OrderEstimateChanged,
  OrderReady,
  OrderRecalled,
  OrderUnattended,
} from '@pizzeria/contracts';
import { consumerPacts, needs } from '@pizzeria/pacts';
import type { TestService } from '@pizzeria/service/testing';
import { orders } from '../service';
import { adasBody } from '../testing/requests';

const anOrder = async ({ call }: TestService) => {
  const { body } = await call<{ id: string; number: number }>('POST', '/api/orders', { body: adasBody });
  return { orderId: body.id, number: body.number };
};

consumerPacts(
  orders,
  [
    needs(InventoryShort, 'of an ingredient', ['orderId', 'missing']),
    needs(InventoryReserved, 'all ingredients', ['orderId']),
    needs(MenuAvailabilityChanged, 'of a pizza', ['unavailable[].sku']),
    needs(OrderCookingStarted, 'by a cook', ['orderId', 'startedAt', 'estimatedReady']),
    needs(OrderReady, 'at the counter', ['orderId', 'startedAt', 'readyAt']),
    needs(OrderRecalled, 'from the counter', ['orderId', 'recalledAt']),
    needs(OrderEstimateChanged, 'to later', ['orderId', 'newEstimate', 'reason']),
    needs(OrderUnattended, 'for a while', ['orderId', 'level', 'waitingSince']),
    needs(KitchenLoadChanged, 'that a new order waits', ['waitSeconds', 'pizzaSeconds', 'at']),
  ],
  { about: anOrder },
);

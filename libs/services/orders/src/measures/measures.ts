import { counter, histogram } from '@pizzeria/service';
import { orderStatuses } from '../domain/order';

export const ordersByStatus = counter({
  name: 'pizzeria.orders',
  meaning: 'Orders that came to a status',
  labels: { status: orderStatuses, fulfilment: ['pickup', 'delivery'] },
});

export const orderValue = histogram({
  name: 'pizzeria.order.value',
  meaning: 'What placed orders cost, in minor units of the currency',
  unit: '{minor_unit}',
  bounds: [500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_500, 10_000, 20_000, 50_000],
  labels: {},
});

export const promiseError = histogram({
  name: 'pizzeria.promise.error',
  meaning: 'By how much orders were handed over before or after the time they were promised for',
  unit: 's',
  bounds: [0, 60, 120, 300, 600, 900, 1_200, 1_800, 2_700, 3_600],
  labels: { direction: ['early', 'late'] },
});

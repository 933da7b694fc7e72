import { gauge, histogram } from '@pizzeria/service';
import type { KitchenParts } from '../parts';

export const preparationTime = histogram({
  name: 'pizzeria.preparation.time',
  meaning: 'From a cook starting an order to its being ready',
  unit: 's',
  bounds: [60, 120, 180, 240, 300, 420, 540, 720, 900, 1_200, 1_800, 3_600],
  labels: {},
});

export const kitchenQueue = gauge({
  name: 'pizzeria.kitchen.queue',
  meaning: 'Tickets that a cook may start and nobody has, those for later when their time has come',
  read: ({ tickets, clock }: KitchenParts) => tickets.queued(clock.now()),
});

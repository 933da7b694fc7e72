import type { DataOf } from '@pizzeria/bus';
import { z } from 'zod';
import { at } from '../common/examples';
import { kitchenSubject } from '../common/subjects';
import { timestamp } from '../common/timestamp';
import { eventsOf } from '../events-of';

export const KitchenLoadChanged = eventsOf('kitchen')({
  name: 'kitchen.load-changed',
  meaning: 'A new order would wait for a different time than before.',
  schema: z.object({
    /** How long a new order would wait to be started. */
    waitSeconds: z.int().min(0),
    openTickets: z.int().min(0),
    /** How much longer an order takes to make for each pizza beyond its first. */
    pizzaSeconds: z.int().min(0).optional(),
    at: timestamp,
  }),
  example: { waitSeconds: 900, openTickets: 7, pizzaSeconds: 70, at: at('18:30') },
  subject: kitchenSubject,
});
export type KitchenLoadChangedData = DataOf<typeof KitchenLoadChanged>;

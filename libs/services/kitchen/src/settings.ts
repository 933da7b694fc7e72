import { type Settings, type SettingsOf, wholeNumber } from '@pizzeria/service';
import { z } from 'zod';
import type { KitchenParts } from './parts';

/** What can be set about this kitchen. */
export const kitchenSettings = {
  KITCHEN_OVENS: {
    description: 'how many pizzas bake at once; the estimates come from it',
    schema: wholeNumber(1, 1_000).default(6),
  },
  KITCHEN_BAKE_SECONDS: {
    description: 'how long an oven load bakes, in s',
    schema: wholeNumber(1, 7_200).default(420),
  },
  KITCHEN_MAKE_SECONDS: {
    description: 'how long one pizza is topped before it bakes, in s',
    schema: wholeNumber(0, 7_200).default(60),
  },
  KITCHEN_PACK_SECONDS: {
    description: 'how long an order is cut and boxed, in s',
    schema: wholeNumber(0, 7_200).default(60),
  },
  KITCHEN_DELIVERY_MINUTES: {
    description: 'how much earlier a delivery must be ready than promised, in min',
    schema: wholeNumber(0, 240).default(15),
  },
  KITCHEN_PATIENCE_MINUTES: {
    description: 'how long an order for now may wait to be started, however late its promise, in min',
    schema: wholeNumber(1, 1_440).default(30),
  },
  KITCHEN_STOPPED_SHOWN_MINUTES: {
    description: 'how long an order that was cancelled while being made stays on the screens, struck through, in min',
    schema: wholeNumber(0, 1_440).default(10),
  },
  KITCHEN_PICKUP_INSTRUCTIONS: {
    description: 'what a customer who collects is told when the order is ready',
    schema: z.string().min(1).default('Please collect it at the counter within 10 minutes.'),
  },
  KITCHEN_COURIER_INSTRUCTIONS: {
    description: 'what is said of a delivery that waits for its courier',
    schema: z.string().min(1).default('It is boxed and waits for its courier.'),
  },
} satisfies Settings;

/** The settings as the domain takes them. */
export const readSettings = (
  values: SettingsOf<typeof kitchenSettings>,
): Pick<KitchenParts, 'kitchen' | 'priorities' | 'instructions' | 'stoppedShownMinutes'> => ({
  kitchen: {
    ovens: values.KITCHEN_OVENS,
    bakeSeconds: values.KITCHEN_BAKE_SECONDS,
    makeSeconds: values.KITCHEN_MAKE_SECONDS,
    packSeconds: values.KITCHEN_PACK_SECONDS,
  },
  priorities: {
    deliveryMinutes: values.KITCHEN_DELIVERY_MINUTES,
    patienceMinutes: values.KITCHEN_PATIENCE_MINUTES,
  },
  instructions: { pickup: values.KITCHEN_PICKUP_INSTRUCTIONS, delivery: values.KITCHEN_COURIER_INSTRUCTIONS },
  stoppedShownMinutes: values.KITCHEN_STOPPED_SHOWN_MINUTES,
});

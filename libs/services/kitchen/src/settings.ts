import { list, type Settings, type SettingsOf, wholeNumber } from '@pizzeria/service';
import { z } from 'zod';
import type { KitchenParts } from './parts';

/** A part of a minute is a time, too. */
const minutes = z.string().transform(Number).pipe(z.number().positive().max(10_080));

const risingMinutes = list(minutes)
  .refine((levels) => levels.length === 3, 'it needs three numbers')
  .refine((levels) => levels.every((one, index) => index === 0 || one > (levels[index - 1] ?? 0)), 'they must rise')
  .transform(([first = 0, second = 0, third = 0]): readonly [number, number, number] => [first, second, third]);

/** What can be set about this kitchen. */
export const kitchenSettings = {
  KITCHEN_OVENS: {
    description: 'how many pizzas bake at once; the estimates come from it',
    schema: wholeNumber(1, 1_000).default(6),
  },
  KITCHEN_MAKE_STATIONS: {
    description: 'how many pizzas are topped at once; the estimates come from it',
    schema: wholeNumber(1, 1_000).default(1),
  },
  KITCHEN_CUT_STATIONS: {
    description: 'how many orders are cut and boxed at once; the estimates come from it',
    schema: wholeNumber(1, 1_000).default(1),
  },
  KITCHEN_BAKE_SECONDS: {
    description: 'how long a pizza bakes, in s',
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
  KITCHEN_ESTIMATE_STEP_MINUTES: {
    description: 'by how much the estimate of an order must differ from what was last said of it to be said, in min',
    schema: wholeNumber(1, 240).default(5),
  },
  KITCHEN_ESTIMATE_PAUSE_MINUTES: {
    description: 'how long nothing more is said about the estimate of the same order, in min',
    schema: wholeNumber(0, 240).default(10),
  },
  KITCHEN_LOAD_STEP_MINUTES: {
    description: 'by how much the wait for a new order must differ from what was last said to be said, in min',
    schema: wholeNumber(1, 240).default(5),
  },
  KITCHEN_UNATTENDED_MINUTES: {
    description:
      'how long after the last moment that keeps its promise nobody has started an order: when that is said, said again, and the order given up, in min, separated by commas',
    schema: risingMinutes.default([10, 20, 40]),
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
): Omit<KitchenParts, 'tickets' | 'load' | 'clock'> => ({
  kitchen: {
    ovens: values.KITCHEN_OVENS,
    makeStations: values.KITCHEN_MAKE_STATIONS,
    cutStations: values.KITCHEN_CUT_STATIONS,
    bakeSeconds: values.KITCHEN_BAKE_SECONDS,
    makeSeconds: values.KITCHEN_MAKE_SECONDS,
    packSeconds: values.KITCHEN_PACK_SECONDS,
  },
  priorities: {
    deliveryMinutes: values.KITCHEN_DELIVERY_MINUTES,
    patienceMinutes: values.KITCHEN_PATIENCE_MINUTES,
  },
  estimates: {
    stepMinutes: values.KITCHEN_ESTIMATE_STEP_MINUTES,
    pauseMinutes: values.KITCHEN_ESTIMATE_PAUSE_MINUTES,
    deliveryMinutes: values.KITCHEN_DELIVERY_MINUTES,
  },
  loadStepMinutes: values.KITCHEN_LOAD_STEP_MINUTES,
  unattendedMinutes: values.KITCHEN_UNATTENDED_MINUTES,
  instructions: { pickup: values.KITCHEN_PICKUP_INSTRUCTIONS, delivery: values.KITCHEN_COURIER_INSTRUCTIONS },
  stoppedShownMinutes: values.KITCHEN_STOPPED_SHOWN_MINUTES,
});

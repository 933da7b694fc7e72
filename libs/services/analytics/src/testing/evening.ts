import type { EventDefinition } from '@pizzeria/bus';
import type { DataOf } from '@pizzeria/bus';
import {
  OrderCancelled,
  OrderCookingStarted,
  OrderDelivered,
  OrderPlaced,
  OrderReady,
  PaymentProcessed,
} from '@pizzeria/contracts';

/** An event as a test tells it: what, when, and which of its order's it is. */
export interface Told<E extends EventDefinition = EventDefinition> {
  readonly event: E;
  readonly data: DataOf<E>;
  readonly time: string;
  readonly sequence: number;
}

export const anOrderId = (number: number): string => `01995f2a-7c00-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const aCustomerId = (number: number): string =>
  `01995f2a-7c00-7000-9000-${number.toString(16).padStart(12, '0')}`;

const evening = Date.parse('2026-03-14T18:00:00.000Z');

/** Minutes after six o'clock. */
export const at = (minutes: number): string => new Date(evening + minutes * 60_000).toISOString();

const told = <E extends EventDefinition>(event: E, data: DataOf<E>, minutes: number, sequence: number): Told<E> => ({
  event,
  data,
  time: at(minutes),
  sequence,
});

/** The payload that documentation shows, of this order. */
const of = <E extends EventDefinition>({ example }: E, number: number): DataOf<E> =>
  ({ ...(example as object), orderId: anOrderId(number), number }) as DataOf<E>;

const usd = (amount: number) => ({ amount, currency: 'USD' });

/** Two pizzas and, when `value` differs from 3198, whatever costs that. */
export const placed = (number: number, customer: number, minutes: number, totalAmount = usd(3198)) =>
  told(OrderPlaced, { ...of(OrderPlaced, number), customerId: aCustomerId(customer), totalAmount }, minutes, 1);

export const cooking = (number: number, minutes: number) =>
  told(OrderCookingStarted, { ...of(OrderCookingStarted, number), startedAt: at(minutes) }, minutes, 1);

/** Made ready at `minutes`, after so many seconds, where 600 were estimated. */
export const ready = (number: number, minutes: number, preparationSeconds: number, sequence = 2) => {
  const startedAt = new Date(Date.parse(at(minutes)) - preparationSeconds * 1_000).toISOString();
  const data = {
    ...of(OrderReady, number),
    startedAt,
    readyAt: at(minutes),
    preparationSeconds,
    estimatedSeconds: 600,
  };
  return told(OrderReady, data, minutes, sequence);
};

export const delivered = (number: number, minutes: number) =>
  told(OrderDelivered, { ...of(OrderDelivered, number), deliveredAt: at(minutes) }, minutes, 3);

export const cancelled = (number: number, minutes: number) =>
  told(OrderCancelled, { ...of(OrderCancelled, number), cancelledAt: at(minutes) }, minutes, 2);

export const paid = (number: number, minutes: number, amount = usd(3198)) =>
  told(
    PaymentProcessed,
    { ...of(PaymentProcessed, number), paymentId: anOrderId(0x1000 + number), amount, processedAt: at(minutes) },
    minutes,
    2,
  );

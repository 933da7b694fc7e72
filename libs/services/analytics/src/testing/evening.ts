import type { EventDefinition } from '@pizzeria/bus';
import type { DataOf } from '@pizzeria/bus';
import {
  InventoryShort,
  NotificationFailed,
  NotificationSent,
  OrderCancelled,
  OrderCookingStarted,
  OrderDelivered,
  OrderEstimateChanged,
  OrderOutForDelivery,
  OrderPlaced,
  OrderReady,
  OrderRecalled,
  OrderUnattended,
  OrderUndeliverable,
  PaymentProcessed,
  PaymentRefunded,
  type OrderCancelledData,
  type OrderLine,
  type OrderPlacedData,
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

/** Two large Margheritas with basil for 31.98, to be delivered 45 minutes later, unless something else is said. */
export const placed = (number: number, customer: number, minutes: number, changes: Partial<OrderPlacedData> = {}) =>
  told(
    OrderPlaced,
    {
      ...of(OrderPlaced, number),
      customerId: aCustomerId(customer),
      estimatedDelivery: at(minutes + 45),
      ...changes,
    },
    minutes,
    1,
  );

/** Of an order for one Margherita, paid in another currency. */
export const inEuros = (amount: number): Partial<OrderPlacedData> => ({
  items: [{ ...halfAndHalf(), halves: undefined, sku: 'margherita', unitPrice: amount, lineTotal: amount }],
  totalAmount: euros(amount),
  tax: { amount: euros(0), included: true },
});
export const euros = (amount: number) => ({ amount, currency: 'EUR' });

/** One pizza of two halves with olives, and what changes it. */
export const halfAndHalf = (changes: Partial<OrderLine> = {}): OrderLine => ({
  line: 1,
  kind: 'pizza',
  halves: ['diavola', 'margherita'],
  name: 'Half and half',
  size: 'large',
  quantity: 1,
  extras: ['olives'],
  unitPrice: 1_699,
  lineTotal: 1_699,
  ...changes,
});

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

/** Takes the `order.ready` of that sequence back. */
export const recalled = (number: number, minutes: number, readySequence = 2) =>
  told(
    OrderRecalled,
    { ...of(OrderRecalled, number), recalledAt: at(minutes), readySequence },
    minutes,
    readySequence + 1,
  );

export const delayed = (number: number, minutes: number, sequence = 10) =>
  told(OrderEstimateChanged, of(OrderEstimateChanged, number), minutes, sequence);

export const unattended = (number: number, minutes: number, level: 1 | 2 | 3) =>
  told(OrderUnattended, { ...of(OrderUnattended, number), level }, minutes, 20 + level);

export const short = (number: number, minutes: number, sequence = 1) =>
  told(InventoryShort, { ...InventoryShort.example, orderId: anOrderId(number) }, minutes, sequence);

export const leaving = (number: number, minutes: number, sequence = 4) =>
  told(OrderOutForDelivery, { ...of(OrderOutForDelivery, number), leftAt: at(minutes) }, minutes, sequence);

export const undeliverable = (number: number, minutes: number, sequence = 5) =>
  told(OrderUndeliverable, { ...of(OrderUndeliverable, number), at: at(minutes) }, minutes, sequence);

export const delivered = (number: number, minutes: number) =>
  told(OrderDelivered, { ...of(OrderDelivered, number), deliveredAt: at(minutes) }, minutes, 6);

export const cancelled = (number: number, minutes: number, changes: Partial<OrderCancelledData> = {}) =>
  told(OrderCancelled, { ...of(OrderCancelled, number), cancelledAt: at(minutes), ...changes }, minutes, 7);

export const paid = (number: number, minutes: number, amount = usd(3198)) =>
  told(
    PaymentProcessed,
    { ...of(PaymentProcessed, number), paymentId: anOrderId(0x1000 + number), amount, processedAt: at(minutes) },
    minutes,
    2,
  );

export const refunded = (number: number, minutes: number, amount = usd(3198)) =>
  told(
    PaymentRefunded,
    { ...of(PaymentRefunded, number), refundId: anOrderId(0x2000 + number), amount, refundedAt: at(minutes) },
    minutes,
    8,
  );

/** The `message`th message there is; of an order, unless it is told to be about none. */
export const sent = (message: number, number: number | undefined, minutes: number, kind = 'order-confirmed') =>
  told(
    NotificationSent,
    {
      ...NotificationSent.example,
      notificationId: anOrderId(0x3000 + message),
      orderId: number === undefined ? undefined : anOrderId(number),
      kind,
      sentAt: at(minutes),
    },
    minutes,
    2,
  );

export const failed = (message: number, number: number | undefined, minutes: number, permanent = true) =>
  told(
    NotificationFailed,
    {
      ...NotificationFailed.example,
      notificationId: anOrderId(0x3000 + message),
      orderId: number === undefined ? undefined : anOrderId(number),
      permanent,
      failedAt: at(minutes),
    },
    minutes,
    3,
  );

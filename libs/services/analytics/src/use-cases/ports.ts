import type { EventEnvelope } from '@pizzeria/bus';
import type { Money, PaymentMethod } from '@pizzeria/contracts';
import type { CustomerType } from '../domain/customer-type';

/** Every event as it happened, personal data blank. */
export interface EventLog {
  /** Keeps an event once, by its id. */
  append(event: EventEnvelope): Promise<void>;
  /** What is known of one order, in the order it happened. */
  ofOrder(orderId: string): Promise<readonly EventEnvelope[]>;
}

/** Measures of single orders. Every call may come in any order, late or twice; the result is the same. */
export interface Metrics {
  orderPlaced(order: PlacedOrder): Promise<void>;
  cookingStarted(orderId: string, startedAt: string): Promise<void>;
  /** Of several, the one with the highest `sequence` counts. */
  orderReady(preparation: Preparation): Promise<void>;
  orderDelivered(orderId: string, deliveredAt: string, promisedAt: string): Promise<void>;
  orderCancelled(orderId: string, cancelledAt: string): Promise<void>;
  paymentProcessed(payment: Payment): Promise<void>;
  /** What happened from `from` (included) to `to` (excluded). */
  summary(period: Period): Promise<Summary>;
}

export interface PlacedOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly value: Money;
  /** Units, not lines. */
  readonly itemCount: number;
  readonly orderedAt: string;
}

export interface Preparation {
  readonly orderId: string;
  readonly startedAt: string;
  readonly readyAt: string;
  readonly seconds: number;
  readonly estimatedSeconds: number;
  readonly efficiency?: number;
  readonly sequence: number;
}

export interface Payment {
  readonly paymentId: string;
  readonly orderId: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly processedAt: string;
}

/** RFC 3339; an end that is missing is open. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** Each count by the time its own event happened. Empty where nothing happened, never null. */
export interface Summary {
  readonly orders: { readonly placed: number; readonly delivered: number; readonly cancelled: number };
  /** Payments taken, a sum per currency. */
  readonly revenue: readonly Money[];
  /** Value of a placed order, rounded to the minor unit, per currency. */
  readonly averageOrderValue: readonly Money[];
  readonly itemsSold: number;
  /** Orders placed, by how well the shop knew the customer. */
  readonly customers: Readonly<Record<CustomerType, number>>;
  /** Of orders made ready. Whole seconds, and efficiency to four places; absent when there were none. */
  readonly preparation: {
    readonly count: number;
    readonly medianSeconds?: number;
    readonly p95Seconds?: number;
    readonly averageEfficiency?: number;
  };
}

/** All that handlers and routes of this service are given. */
export interface AnalyticsParts {
  readonly log: EventLog;
  readonly metrics: Metrics;
}

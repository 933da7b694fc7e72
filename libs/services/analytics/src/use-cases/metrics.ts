import type { Channel, Money, PaymentMethod } from '@pizzeria/contracts';
import type { SoldItem } from '../domain/sold-items';

/** Measures of single orders. Every call may come in any order, late or twice; the result is the same. */
export interface Metrics {
  orderPlaced(order: PlacedOrder): Promise<void>;
  cookingStarted(orderId: string, startedAt: string): Promise<void>;
  /** Of several, the one with the highest `sequence` counts. */
  orderReady(preparation: Preparation): Promise<void>;
  orderDelivered(orderId: string, deliveredAt: string, promisedAt: string): Promise<void>;
  orderCancelled(cancellation: Cancellation): Promise<void>;
  stepTaken(step: Step): Promise<void>;
  paymentProcessed(payment: Payment): Promise<void>;
  paymentRefunded(refund: Refund): Promise<void>;
  messageSent(message: Message, sentAt: string): Promise<void>;
  messageFailed(message: Message, failedAt: string, permanent: boolean): Promise<void>;
}

export interface PlacedOrder {
  readonly orderId: string;
  readonly number: number;
  readonly customerId: string;
  readonly fulfilment: 'pickup' | 'delivery';
  readonly value: Money;
  /** In the currency of `value`; absent where none is told. */
  readonly tax?: number;
  /** Units, not lines. */
  readonly itemCount: number;
  readonly items: readonly SoldItem[];
  readonly orderedAt: string;
  /** When the customer was told to expect it. */
  readonly promisedAt: string;
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

export interface Cancellation {
  readonly orderId: string;
  readonly cancelledAt: string;
  readonly by: 'customer' | 'staff' | 'system';
  readonly reason: string;
}

/** Something that may happen to an order more than once. */
export interface Step {
  readonly orderId: string;
  readonly step: 'out-for-delivery' | 'undeliverable' | 'recalled' | 'unattended' | 'short' | 'delayed';
  /** Its publisher's: with order and step it names this one. */
  readonly sequence: number;
  readonly at: string;
  /** How long nobody has attended to it: 1, 2 or 3. */
  readonly level?: number;
  /** Of a recalled order: which `order.ready` is taken back. */
  readonly readySequence?: number;
}

export interface Payment {
  readonly paymentId: string;
  readonly orderId: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly processedAt: string;
}

export interface Refund {
  readonly refundId: string;
  readonly orderId: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
  readonly refundedAt: string;
}

export interface Message {
  readonly notificationId: string;
  /** Absent from what is about no order, such as a shelf that is low. */
  readonly orderId?: string;
  readonly kind: string;
  readonly channel: Channel;
}

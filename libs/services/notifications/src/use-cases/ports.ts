import type { Clock, Ids } from '@pizzeria/bus';
import type { Channel, NotificationFailed, NotificationSent } from '@pizzeria/contracts';
import type { Logger, Publish } from '@pizzeria/service';
import type { Draft, Kind, MessageState, Wording } from '../domain/message';
import type { ConfirmedOrder } from '../domain/order-confirmed';
import type { ReadyOrder } from '../domain/order-ready';
import type { Shop } from '../domain/shop';

/** What handlers and routes are given. */
export interface Parts {
  readonly messages: Messages;
  readonly senders: Readonly<Record<Channel, Sender>>;
  readonly writer: Writer;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly publish: Publish<typeof NotificationSent | typeof NotificationFailed>;
}

/** The facts each kind's words are made of. */
export interface FactsOf {
  readonly 'order-confirmed': ConfirmedOrder;
  readonly 'order-ready': ReadyOrder;
}
export type Facts = FactsOf[Kind];

export interface Writer {
  /** Pure: the same facts give the same words. */
  write<K extends Kind>(kind: K, channel: Channel, facts: FactsOf[K]): Wording;
}

/** The right to send one message, held by one process for as long as its lease lasts. */
export interface Claim extends Draft {
  readonly messageId: string;
  /** Counts the claims of this message from 1. */
  readonly attempt: number;
  /** An earlier holder may have sent it: ask the provider before sending. */
  readonly askFirst: boolean;
  /** When the message was first claimed. */
  readonly since: Date;
  /** Sending must not begin after this moment, or the lease could end before the call does. */
  readonly sendBefore: Date;
}

/** A way to a customer: a provider, or the message list. */
export interface Sender {
  /** Short name for the message list and for events, for example `twilio`. */
  readonly provider: string;
  /**
   * Hands the message to the provider and resolves when it was taken. Ends within `sendTimeoutMs` and when
   * `signal` aborts. Throws `SendRefused`, `SendLater` or `SendFailed`, none of which hold personal data.
   */
  send(message: Claim, signal: AbortSignal): Promise<Receipt>;
  /**
   * Whether the provider took this message in an earlier try; `unknown` where it cannot be asked.
   * Throws as `send` when it cannot be reached.
   */
  find(message: Claim, signal: AbortSignal): Promise<Found>;
}

/** One call to a provider takes no longer. Below the handlers' deadline and the lease of a claim. */
export const sendTimeoutMs = 8_000;

export interface Receipt {
  readonly outcome: 'sent' | 'recorded';
  /** What the provider calls the message. */
  readonly providerId?: string;
}

export type Found =
  { readonly outcome: 'sent'; readonly providerId?: string } | { readonly outcome: 'not-sent' | 'unknown' };

/** How a claim ended, as the store keeps it. */
export type Ending = Receipt | { readonly outcome: 'uncertain' };

export interface Release {
  readonly state: Extract<MessageState, 'waiting' | 'failed' | 'uncertain'>;
  /** Whether the provider may have taken the message in spite of the failure. */
  readonly inDoubt: boolean;
  readonly code: string;
}

export type Claimed =
  | { readonly claimed: 'yours'; readonly claim: Claim }
  /** Another process may be sending it for so long, ms. */
  | { readonly claimed: 'taken'; readonly leaseLeftMs: number }
  /** It was dealt with. */
  | { readonly claimed: 'done' };

/** The message list. Each operation joins the ambient transaction. */
export interface Messages {
  /** Claims the one message of this order, kind, channel and occurrence, for `leaseMs`. Waits for a claim being made. */
  claim(draft: Draft, lease: Lease): Promise<Claimed>;
  /** Ends a claim; answers false when the message was dealt with before. */
  finish(claim: Claim, ending: Ending, by: { readonly provider: string; readonly now: Date }): Promise<boolean>;
  /** Gives a claim back; answers false when it is no longer this claim's to give. */
  release(claim: Claim, release: Release, now: Date): Promise<boolean>;
  /** Newest first. */
  list(filter: ListFilter): Promise<readonly ListedMessage[]>;
}

export interface ListFilter {
  readonly orderId?: string;
  /** Only messages older than this one. */
  readonly before?: string;
  readonly limit: number;
}

export interface ListedMessage extends Omit<Draft, 'html'> {
  readonly id: string;
  readonly state: MessageState;
  readonly provider?: string;
  readonly providerId?: string;
  readonly attempts: number;
  readonly lastError?: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly sentAt?: Date;
}

export interface Lease {
  /** Id of the message, should it be new. */
  readonly newId: string;
  /** How long the claim belongs to its process, by the database's clock. */
  readonly ms: number;
  /** How long after `now` sending may begin. */
  readonly sendWithinMs: number;
  readonly now: Date;
}

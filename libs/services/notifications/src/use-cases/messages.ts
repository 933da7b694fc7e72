import type { Channel } from '@pizzeria/contracts';
import type { Addressed, Draft, Kind, MessageKey, MessageState, WithdrawalDecision } from '../domain/message';
import type { ProviderStatus } from '../domain/provider-status';
import type { Receipt } from './ports';

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

/** Which message an event is about, and how often it was claimed. */
export type Claimed = MessageKey & { readonly messageId: string; readonly attempt: number };

/** How a claim ended, as the store keeps it: what is too old to be sent has failed. */
export type Ending = Receipt | { readonly outcome: 'uncertain' } | { readonly outcome: 'too-old' };

export interface Release {
  readonly state: Extract<MessageState, 'waiting' | 'failed' | 'uncertain'>;
  /** Whether the provider may have taken the message in spite of the failure. */
  readonly inDoubt: boolean;
  readonly code: string;
}

export type ClaimAnswer =
  | { readonly claimed: 'yours'; readonly claim: Claim }
  /** Another process may be sending it for so long, ms. */
  | { readonly claimed: 'taken'; readonly leaseLeftMs: number }
  /** Its provider has reported on it: it was sent, which is noted now. */
  | { readonly claimed: 'sent'; readonly message: Claimed; readonly provider: string }
  /** It was dealt with. */
  | { readonly claimed: 'done' };

/** The message list. Each operation joins the ambient transaction. */
export interface Messages {
  /** Claims the one message of its key, for `lease.ms`. Waits for a claim being made. */
  claim(draft: Draft, lease: Lease): Promise<ClaimAnswer>;
  /**
   * Ends a claim. Answers how: `sent`, too, where it is uncertain or too old and the provider has reported on it;
   * undefined when the message was dealt with before.
   */
  finish(
    claim: Claim,
    ending: Ending,
    by: { readonly provider: string; readonly now: Date },
  ): Promise<Receipt['outcome'] | 'uncertain' | 'failed' | undefined>;
  /**
   * Gives a claim back. Answers where the message stands: `sent` where the provider has reported on it; undefined when
   * it is no longer this claim's to give.
   */
  release(claim: Claim, release: Release, now: Date): Promise<Release['state'] | 'sent' | undefined>;
  /** Notes that a message is not sent, for its recipient wants none; undefined when it was dealt with before. */
  withhold(draft: Draft, made: Made): Promise<Claimed | undefined>;
  /** Takes a message back, also one that nobody has asked for yet; what that means for those who have read it. */
  withdraw(key: MessageKey & Pick<Addressed, 'recipient'>, made: Made): Promise<WithdrawalDecision>;
  /** Whether there is one of this kind about the same thing that was asked for later, and stands. */
  saidLater(key: Omit<MessageKey, 'channel'>): Promise<boolean>;
  /** The e-mail that is due in place of an SMS that was given up; undefined where there is none. */
  insteadOf(messageId: string): Promise<Draft | undefined>;
  /** Notes how far the provider has brought a message; undefined when that was known, or nobody knows the message. */
  report(messageId: string, report: Report, now: Date): Promise<Reported | undefined>;
  /** Newest first. */
  list(filter: ListFilter): Promise<readonly ListedMessage[]>;
}

export interface Made {
  /** Id of the message, should it be new. */
  readonly newId: string;
  readonly now: Date;
}

export interface Lease extends Made {
  /** How long the claim belongs to its process, by the database's clock. */
  readonly ms: number;
  /** How long after `now` sending may begin. */
  readonly sendWithinMs: number;
}

export interface Report {
  readonly provider: string;
  readonly providerId: string;
  readonly status: ProviderStatus;
  /** The provider's code for what went wrong. */
  readonly code?: string;
}

export interface Reported extends Claimed {
  /** It was uncertain whether this message was sent: now it is known to be. */
  readonly clearedUp: boolean;
}

export interface ListFilter {
  readonly orderId?: string;
  readonly state?: MessageState;
  readonly kind?: Kind;
  readonly channel?: Channel;
  /** Only messages older than this one. */
  readonly before?: string;
  readonly limit: number;
}

export interface ListedMessage extends MessageKey, Omit<Addressed, 'html'> {
  readonly id: string;
  readonly state: MessageState;
  readonly provider?: string;
  readonly providerId?: string;
  readonly providerStatus?: ProviderStatus;
  readonly providerCode?: string;
  readonly attempts: number;
  readonly lastError?: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly sentAt?: Date;
}

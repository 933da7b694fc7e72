import type { Channel } from '@pizzeria/contracts';

/** What a message is about. */
export const kinds = [
  'order-confirmed',
  'order-ready',
  'order-not-ready',
  'order-late',
  'order-on-its-way',
  'order-cancelled',
  'receipt',
  'low-stock',
  'order-unattended',
  'purchase-order',
] as const;
export type Kind = (typeof kinds)[number];

/**
 * Where a message stands.
 * - `claimed`: a process is sending it, or died while sending it
 * - `waiting`: a try failed, another follows
 * - `sent`: its provider took it; `recorded`: it was written to the message list, where nothing is sent
 * - `failed`: given up, certainly not sent
 * - `uncertain`: whether it was sent is unknown and nobody can be asked; never sent again
 * - `withdrawn`: what it says was taken back, or its order cancelled, before it was sent
 * - `withheld`: its recipient wants no SMS
 */
export const messageStates = [
  'claimed',
  'waiting',
  'sent',
  'recorded',
  'failed',
  'uncertain',
  'withdrawn',
  'withheld',
] as const;
export type MessageState = (typeof messageStates)[number];

/** At most one message exists for each of these. */
export interface MessageKey {
  /** The subject of the event that asks for it, for example `order/<id>` or `ingredient/mozzarella`. */
  readonly about: string;
  readonly kind: Kind;
  readonly channel: Channel;
  /** `sequence` of the event that asks for it; 0 where it is said once, whichever event asks first. */
  readonly occurrence: number;
}

/** The words of a message. An SMS has only `text`. */
export interface Wording {
  readonly text: string;
  readonly subject?: string;
  readonly html?: string;
}

/** Words for somebody. */
export interface Addressed extends Wording {
  /** E.164 number or e-mail address. */
  readonly recipient: string;
}

/** The event that asks for a message. */
export interface Asking {
  /** Its id. */
  readonly by: string;
  /** When it happened, RFC 3339. */
  readonly at: string;
}

/** A message as composed, before anybody claims it. */
export interface Draft extends MessageKey, Addressed {
  /** Of an e-mail that takes the place of an SMS: what asked for the SMS. */
  readonly asked: Asking;
  /** Of an SMS: the e-mail that is due instead when the SMS is given up. */
  readonly instead?: Addressed;
}

/** The order that a message is about, if any. */
export const orderOf = ({ about }: Pick<MessageKey, 'about'>): string | undefined =>
  about.startsWith('order/') ? about.slice('order/'.length) : undefined;

/** What a claim finds where a message exists already. */
export interface Existing {
  readonly state: MessageState;
  /** How long the claim's holder may still be sending, ms; zero or less when its time is over. */
  readonly leaseLeftMs: number;
  /** An earlier try ended without anybody knowing whether the provider took the message. */
  readonly inDoubt: boolean;
}

/** The same, as somebody finds it who asks for the message. */
export interface Claimable extends Existing {
  /** The event that asks is the one that asked last. */
  readonly sameAsking: boolean;
  /** The provider has reported on it: so it took it. */
  readonly reported: boolean;
}

export type ClaimDecision =
  | { readonly decide: 'send' }
  /** It was sent, and nobody noted that. */
  | { readonly decide: 'sent' }
  /** The provider must be asked first whether it took the message already. */
  | { readonly decide: 'ask-first' }
  | { readonly decide: 'wait'; readonly ms: number }
  | { readonly decide: 'nothing' };

/**
 * Whether an existing message may be claimed. A living holder is waited for; a holder whose lease is over is dead,
 * and may have died before or after the provider took the message. A failed one was certainly not sent, so the event
 * that asked for it gets another try when it comes again (a replayed dead letter). Another event gets none: what was
 * given up is said in another way by now, or cannot be said. Nobody is asked about what the provider reported on.
 */
export const decideClaim = ({ state, leaseLeftMs, inDoubt, sameAsking, reported }: Claimable): ClaimDecision => {
  switch (state) {
    case 'sent':
    case 'recorded':
    case 'uncertain':
    case 'withdrawn':
    case 'withheld':
      return { decide: 'nothing' };
    case 'claimed':
      if (leaseLeftMs > 0) return { decide: 'wait', ms: leaseLeftMs };
      return { decide: reported ? 'sent' : 'ask-first' };
    case 'waiting':
    case 'failed':
      if (reported) return { decide: 'sent' };
      if (state === 'failed' && !sameAsking) return { decide: 'nothing' };
      return { decide: inDoubt ? 'ask-first' : 'send' };
  }
};

export type WithdrawalDecision =
  /** It has not reached anybody, and never will: it becomes `withdrawn`. */
  | { readonly decide: 'withdraw' }
  /** It has, or may have: it becomes or stays this, and what it said must be corrected. */
  | { readonly decide: 'correct'; readonly state: 'sent' | 'recorded' | 'uncertain' }
  | { readonly decide: 'wait'; readonly ms: number }
  /** It was withdrawn before. */
  | { readonly decide: 'nothing' };

/** What taking back the news means for a message that exists already. Who may be sending it now is waited for. */
export const decideWithdrawal = ({ state, leaseLeftMs, inDoubt }: Existing): WithdrawalDecision => {
  switch (state) {
    case 'sent':
    case 'recorded':
    case 'uncertain':
      return { decide: 'correct', state };
    case 'claimed':
      return leaseLeftMs > 0 ? { decide: 'wait', ms: leaseLeftMs } : { decide: 'correct', state: 'uncertain' };
    case 'waiting':
    case 'failed':
      return inDoubt ? { decide: 'correct', state: 'uncertain' } : { decide: 'withdraw' };
    case 'withheld':
    case 'withdrawn':
      return { decide: 'nothing' };
  }
};

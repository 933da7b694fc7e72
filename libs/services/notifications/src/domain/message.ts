import type { Channel } from '@pizzeria/contracts';

/** What a message says. */
export type Kind = 'order-confirmed' | 'order-ready';

/**
 * Where a message stands.
 * - `claimed`: a process is sending it, or died while sending it
 * - `waiting`: a try failed, another follows
 * - `sent`: its provider took it; `recorded`: it was written to the message list, where nothing is sent
 * - `failed`: given up, certainly not sent
 * - `uncertain`: whether it was sent is unknown and nobody can be asked; never sent again
 */
export type MessageState = 'claimed' | 'waiting' | 'sent' | 'recorded' | 'failed' | 'uncertain';

/** At most one message exists for each of these. `occurrence` is the sequence of the event that asks for it. */
export interface MessageKey {
  readonly orderId: string;
  readonly kind: Kind;
  readonly channel: Channel;
  readonly occurrence: number;
}

/** The words of a message. An SMS has only `text`. */
export interface Wording {
  readonly text: string;
  readonly subject?: string;
  readonly html?: string;
}

/** A message as composed, before anybody claims it. */
export interface Draft extends MessageKey, Wording {
  /** E.164 number or e-mail address. */
  readonly recipient: string;
}

/** What a claim finds where a message exists already. */
export interface Existing {
  readonly state: MessageState;
  /** How long the claim's holder may still be sending, ms; zero or less when its time is over. */
  readonly leaseLeftMs: number;
  /** An earlier try ended without anybody knowing whether the provider took the message. */
  readonly inDoubt: boolean;
}

export type ClaimDecision =
  | { readonly decide: 'send' }
  /** The provider must be asked first whether it took the message already. */
  | { readonly decide: 'ask-first' }
  | { readonly decide: 'wait'; readonly ms: number }
  | { readonly decide: 'nothing' };

/**
 * Whether an existing message may be claimed. A living holder is waited for; a holder whose lease is over is dead,
 * and may have died before or after the provider took the message. A failed one was certainly not sent, so
 * whoever asks again (a replayed dead letter) gets another try.
 */
export const decideClaim = ({ state, leaseLeftMs, inDoubt }: Existing): ClaimDecision => {
  switch (state) {
    case 'sent':
    case 'recorded':
    case 'uncertain':
      return { decide: 'nothing' };
    case 'claimed':
      return leaseLeftMs > 0 ? { decide: 'wait', ms: leaseLeftMs } : { decide: 'ask-first' };
    case 'waiting':
    case 'failed':
      return { decide: inDoubt ? 'ask-first' : 'send' };
  }
};

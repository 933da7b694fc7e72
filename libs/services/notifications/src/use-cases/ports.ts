import type { Clock, Ids } from '@pizzeria/bus';
import type { Channel, NotificationFailed, NotificationSent } from '@pizzeria/contracts';
import type { Logger, Publish } from '@pizzeria/service';
import type { Letter } from '../domain/letter';
import type { Kind, Wording } from '../domain/message';
import type { Shop } from '../domain/shop';
import type { Claim, Messages } from './messages';

/** What handlers and routes are given. */
export interface Parts {
  readonly messages: Messages;
  readonly optOuts: OptOuts;
  readonly senders: Readonly<Record<Channel, Sender>>;
  readonly paces: Readonly<Record<Channel, Pace>>;
  readonly writer: Writer;
  readonly callbacks: Callbacks;
  readonly shop: Shop;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly publish: Publish<typeof NotificationSent | typeof NotificationFailed>;
}

/** What the shop decides about its messages. */
export interface Rules {
  /** How long the news that an order is ready waits, so that a recall within it reaches nobody. */
  readonly readyDelayMs: number;
  /** How much later than promised an order may become before its customer is told. */
  readonly toleratedMinutes: number;
}

export interface Writer {
  /** Pure: the same letter gives the same words. Throws where the language lacks a sentence or the letter a value. */
  write(kind: Kind, channel: Channel, letter: Letter): Wording;
  /** What somebody is answered who texts HELP. */
  help(): string;
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

/** How fast one process may call the provider of one channel. */
export interface Pace {
  /** How long the provider asked everybody to wait, ms; 0 when it did not. */
  pausedMs(): number;
  /** Resolves when the next call is due. Throws `signal.reason` when that aborts first. */
  turn(signal: AbortSignal): Promise<void>;
  /** The provider asked for so much time: nobody begins before it is over. */
  pause(ms: number): void;
}

/** Numbers that want no SMS. Each operation joins the ambient transaction. */
export interface OptOuts {
  /** Whether this number wants none. */
  has(phone: string): Promise<boolean>;
  /** Keeps the latest wish of a number. */
  set(phone: string, wish: 'none' | 'all', now: Date): Promise<void>;
}

/** What the provider calls us back with. */
export interface Callbacks {
  /**
   * Whether the provider signed this form for this path and query below the shop's public address, by its secret.
   * Never, where callbacks are not configured.
   */
  signed(pathAndQuery: string, form: Readonly<Record<string, string>>, signature: string): Promise<boolean>;
}

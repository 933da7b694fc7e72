import type { Money, Unit } from '@pizzeria/contracts';

/**
 * What a message says, without words: the sentences it is made of, by name and in order, and the values they may
 * mention. A language has the words.
 */
export interface Letter {
  /** By the name of their placeholder. Beside these a sentence may mention `shop` and `phone`. */
  readonly values: Readonly<Record<string, Value>>;
  /** Absent where a kind is never said by SMS. */
  readonly sms?: readonly string[];
  /** Whom the e-mail greets; nobody by name when absent. */
  readonly name?: string;
  readonly email: readonly Block[];
}

/** What a sentence mentions: words as somebody said them, or what each language writes in its own way. */
export type Value =
  | string
  | { readonly money: Money }
  /** RFC 3339. Its day is mentioned where it is another than that of `at`, in the shop. */
  | { readonly moment: string; readonly at: string }
  | { readonly quantity: number; readonly unit: Unit };

/** A sentence, or a list such as the lines of an order. */
export type Block = string | readonly Row[];

export interface Row {
  readonly what: string | Ordered;
  /** An amount, at the end of its line. */
  readonly amount?: Value;
}

/** What was ordered, so many times. */
export interface Ordered {
  readonly quantity: number;
  readonly name: string;
  readonly size?: string;
  readonly extras: readonly string[];
}

/** These without the names that are false: `['ready', delivery && 'next-courier']`. */
export const sentences = (...names: readonly (string | false)[]): readonly string[] =>
  names.filter((name) => name !== false);

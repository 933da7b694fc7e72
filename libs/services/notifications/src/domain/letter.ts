/**
 * What a message says, without words: the sentences it is made of, by name and in order, and the values they may
 * mention. A language has the words.
 */
export interface Letter {
  /** By the name of their placeholder. Beside these a sentence may mention `shop` and `phone`. */
  readonly values: Readonly<Record<string, string>>;
  /** Absent where a kind is never said by SMS. */
  readonly sms?: readonly string[];
  /** Whom the e-mail greets; nobody by name when absent. */
  readonly name?: string;
  readonly email: readonly Block[];
}

/** A sentence, or a list such as the lines of an order. */
export type Block = string | readonly Row[];

export interface Row {
  readonly what: string;
  /** An amount, at the end of its line. */
  readonly amount?: string;
}

/** These without the names that are false: `['ready', delivery && 'next-courier']`. */
export const sentences = (...names: readonly (string | false)[]): readonly string[] =>
  names.filter((name) => name !== false);

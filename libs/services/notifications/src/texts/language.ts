import type { Kind } from '../domain/message';

/** The words of one language. `{name}` in a sentence is filled with a letter's value of that name. */
export interface Language {
  /** BCP 47, for the `lang` of e-mails, and for numbers, money and the names of days. */
  readonly tag: string;
  /** What is put together of values and mentioned in sentences. */
  readonly phrases: Readonly<Record<Phrase, string>>;
  /** So many pieces, by the plural that the language has for their number. */
  readonly pieces: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;
  /** What every e-mail begins and ends with, and answers to texts that people send. */
  readonly common: Readonly<Record<CommonSentence, string>>;
  /** By kind: `subject` of the e-mail, and each sentence that letters of this kind name. */
  readonly kinds: Readonly<Record<Kind, Readonly<Record<string, string>> & { readonly subject: string }>>;
}

export type Phrase = 'on-another-day' | 'day' | 'of-a-size' | 'with' | 'so-many';

export type CommonSentence = 'hello' | 'hello-name' | 'call-us' | 'help' | 'help-call';

import type { Kind } from '../domain/message';

/** The words of one language. `{name}` in a sentence is filled with a letter's value of that name. */
export interface Language {
  /** BCP 47, for the `lang` of e-mails. */
  readonly tag: string;
  /** What every e-mail begins and ends with, and answers to texts that people send. */
  readonly common: Readonly<Record<CommonSentence, string>>;
  /** By kind: `subject` of the e-mail, and each sentence that letters of this kind name. */
  readonly kinds: Readonly<Record<Kind, Readonly<Record<string, string>> & { readonly subject: string }>>;
}

export type CommonSentence = 'hello' | 'hello-name' | 'call-us' | 'help' | 'help-call';

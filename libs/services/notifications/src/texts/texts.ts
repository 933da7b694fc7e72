/** The words of one kind of message, as Eta templates: the facts are `it`. Values are escaped in `html` only. */
export interface Texts {
  readonly sms: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

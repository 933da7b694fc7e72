/** The shop as its messages name it. */
export interface Shop {
  readonly name: string;
  /** Where customers may call back. */
  readonly phone?: string;
  /** IANA name, for example `Europe/Rome`. */
  readonly timeZone: string;
}

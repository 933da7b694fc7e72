/** The shop as its messages name it. */
export interface Shop {
  readonly name: string;
  /** Where customers may call back. */
  readonly phone?: string;
  /** IANA name, for example `Europe/Rome`. */
  readonly timeZone: string;
  /** Who is told what the shop itself must know; on each way that is named. */
  readonly manager: { readonly phone?: string; readonly email?: string };
}

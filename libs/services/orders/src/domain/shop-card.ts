import type { Channel } from './hours';
import type { Week } from './week';

/** What the shop says of itself, as long as it runs. */
export interface ShopCard {
  readonly name: string;
  readonly phone?: string;
  readonly timeZone: string;
  /** When a business day starts, `HH:MM`. */
  readonly dayStarts: string;
  readonly weeks: Readonly<Record<Channel, Week>>;
  /** Whether messages reach customers, or only the list of messages. */
  readonly messages: 'sent' | 'recorded';
  /** Where a trace can be looked at, `{traceId}` standing for its id. */
  readonly traceLink?: string;
}

import type { Fulfilment } from '@pizzeria/contracts';

/** How an order reaches its customer; each has opening hours of its own. */
export type Channel = Fulfilment['type'];

/** A stretch of time in which the shop takes orders: from `opens` on, and before `closes`. */
export interface Shift {
  readonly opens: Date;
  readonly closes: Date;
}

/** The shifts that may be under way at a moment, and those of the week after it, as they open. */
export type ShiftsFrom = (moment: Date) => Iterable<Shift>;

export type Hours = Readonly<Record<Channel, ShiftsFrom>>;

/** Whether an order can be placed at this moment. The last one may be: it need not be made before the shop closes. */
export const isOpen = (shiftsFrom: ShiftsFrom, moment: Date): boolean => {
  for (const { opens, closes } of shiftsFrom(moment)) {
    if (opens > moment) return false;
    if (moment < closes) return true;
  }
  return false;
};

/** When the shop opens next after this moment; undefined when it does not within a week. */
export const opensNext = (shiftsFrom: ShiftsFrom, moment: Date): Date | undefined => {
  for (const { opens } of shiftsFrom(moment)) if (opens > moment) return opens;
  return undefined;
};

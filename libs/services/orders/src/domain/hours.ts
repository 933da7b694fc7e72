import type { Fulfilment } from '@pizzeria/contracts';

/** How an order reaches its customer; each has opening hours of its own. */
export type Channel = Fulfilment['type'];

/** A stretch of time in which the shop takes orders: from `opens` on, and before `closes`. */
export interface Shift {
  readonly opens: Date;
  readonly closes: Date;
}

/** The shifts of at least a day before a moment, and those of the week after it, as they open. */
export type ShiftsFrom = (moment: Date) => Iterable<Shift>;

export type Hours = Readonly<Record<Channel, ShiftsFrom>>;

/** Whether an order can be placed at this moment. The last one may be: it need not be made before the shop closes. */
export const isOpen = (shiftsFrom: ShiftsFrom, moment: Date): boolean => openSince(shiftsFrom, moment) !== undefined;

/**
 * Since when the shop has been open at this moment: shifts without a break between them are one, so that no midnight
 * ends the night. Of more than a day, at least that day is known. Undefined while it is closed.
 */
export const openSince = (shiftsFrom: ShiftsFrom, moment: Date): Date | undefined => {
  let stretch: Shift | undefined;
  for (const shift of shiftsFrom(moment)) {
    if (shift.opens > moment) break;
    stretch = stretch !== undefined && shift.opens <= stretch.closes ? joined(stretch, shift) : shift;
  }
  return stretch !== undefined && moment < stretch.closes ? stretch.opens : undefined;
};

const joined = (one: Shift, next: Shift): Shift => ({
  opens: one.opens,
  closes: next.closes > one.closes ? next.closes : one.closes,
});

/** When the shop opens next after this moment; undefined when it does not within a week. */
export const opensNext = (shiftsFrom: ShiftsFrom, moment: Date): Date | undefined => {
  for (const { opens } of shiftsFrom(moment)) if (opens > moment) return opens;
  return undefined;
};

import { businessDayOf, businessDays, daysBetween } from '../domain/business-day';
import type { Days } from './figures';
import type { AnalyticsParts } from './ports';

/** `YYYY-MM-DD`, both included. Without `to` until today, without `from` the one day `to`, without both today. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** Longest period that is looked at in one go: a leap year. */
export const mostDays = 366;

/** A period that cannot be looked at. */
export class UnusablePeriod extends Error {
  override readonly name = 'UnusablePeriod';
  readonly kind = 'invalid';
  constructor(
    readonly code: 'period-ends-before-it-begins' | 'period-too-long',
    message: string,
  ) {
    super(message);
  }
}

/** The business days of a period. Throws `UnusablePeriod`. */
export const daysOf = ({ from, to }: Period, { clock, shopDay }: Pick<AnalyticsParts, 'clock' | 'shopDay'>): Days => {
  const last = to ?? businessDayOf(clock.now().getTime(), shopDay);
  const first = from ?? last;
  const later = daysBetween(first, last);
  if (later < 0) throw new UnusablePeriod('period-ends-before-it-begins', `${last} is before ${first}.`);
  if (later >= mostDays)
    throw new UnusablePeriod('period-too-long', `Ask for ${mostDays} days at most, not ${later + 1}.`);
  return businessDays(first, last, shopDay);
};

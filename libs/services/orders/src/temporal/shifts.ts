import { Temporal } from 'temporal-polyfill';
import type { Shift, ShiftsFrom } from '../domain/hours';
import { weekdays, type Times, type Week } from '../domain/week';

/**
 * The shifts of a week by the wall clock of a time zone, as moments. Where a change of the clock leaves a time out, the
 * clock as it was before counts; of a time that comes twice the first is meant, as calendars do.
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5
 */
export const shiftsOf = (week: Week, timeZone: string): ShiftsFrom =>
  function* (moment) {
    const today = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
    // From a whole day before, however short a change of the clock makes it, to the same weekday in a week.
    for (let days = -2; days <= weekdays.length; days += 1) {
      const date = today.add({ days });
      for (const times of timesOf(week, date)) yield shiftOn(date, times, timeZone);
    }
  };

const timesOf = (week: Week, { dayOfWeek }: Temporal.PlainDate): readonly Times[] => {
  const day = weekdays[dayOfWeek - 1];
  return day === undefined ? [] : week[day];
};

const shiftOn = (date: Temporal.PlainDate, { opens, closes }: Times, timeZone: string): Shift => ({
  opens: momentOf(date, opens, timeZone),
  closes: momentOf(date, closes, timeZone),
});

const momentOf = (date: Temporal.PlainDate, minutes: number, timeZone: string): Date =>
  new Date(date.toPlainDateTime().add({ minutes }).toZonedDateTime(timeZone).epochMilliseconds);

/** How a shop counts its days: evenings that end after midnight belong to the day they began on. */
export interface ShopDay {
  /** IANA name, for example `Europe/Rome`. */
  readonly timeZone: string;
  /** Minutes after midnight at which a business day begins. */
  readonly startsAt: number;
}

/** A business day, from its first moment (included) to that of the next one (excluded), in ms since 1970. */
export interface BusinessDay {
  /** `YYYY-MM-DD`: the date on the shop's calendar when it began. */
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

/** The business day to which a moment belongs. */
export const businessDayOf = (instant: number, shopDay: ShopDay): string => {
  const wall = instant + clockOf(shopDay.timeZone)(instant) - shopDay.startsAt * minuteMs;
  const guess = dateOf(wall);
  // Beside a change of the clocks the guess may be a day off.
  if (beginningOf(guess, shopDay) > instant) return shifted(guess, -1);
  return beginningOf(shifted(guess, 1), shopDay) <= instant ? shifted(guess, 1) : guess;
};

/** The business days from one to another, both included, oldest first; none when `to` is before `from`. */
export const businessDays = (from: string, to: string, shopDay: ShopDay): readonly BusinessDay[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => shifted(from, index)).map((day) => ({
    day,
    from: beginningOf(day, shopDay),
    to: beginningOf(shifted(day, 1), shopDay),
  }));

/** How many days later `to` is than `from`; negative when it is before. */
export const daysBetween = (from: string, to: string): number => (midnight(to) - midnight(from)) / dayMs;

/**
 * When a business day begins. A time that the clocks leave out comes as much later, and of one that they show twice
 * the first counts: so days neither overlap nor leave a gap.
 */
const beginningOf = (day: string, { timeZone, startsAt }: ShopDay): number => {
  const offsetAt = clockOf(timeZone);
  const wall = midnight(day) + startsAt * minuteMs;
  const [before, after] = [offsetAt(wall - dayMs), offsetAt(wall + dayMs)];
  const shown = [before, after].map((offset) => wall - offset).filter((at) => at + offsetAt(at) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - before;
};

const midnight = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);
const dateOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);
const shifted = (day: string, days: number): string => dateOf(midnight(day) + days * dayMs);

/** How far the clocks of a time zone are ahead of UTC at a moment, ms. */
type Offset = (instant: number) => number;

const clocks = new Map<string, Offset>();

/** Formatters are costly to make, and a shop has one time zone. */
const clockOf = (timeZone: string): Offset => {
  const known = clocks.get(timeZone) ?? offsetIn(timeZone);
  clocks.set(timeZone, known);
  return known;
};

const offsetIn = (timeZone: string): Offset => {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    return wall - Math.floor(instant / 1_000) * 1_000;
  };
};

/** Days of the week as OpenStreetMap writes them, Monday first. */
export const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;
export type Weekday = (typeof weekdays)[number];

/** From one time of a day to another, in minutes after its midnight; more than 1440 are past the next midnight. */
export interface Times {
  readonly opens: number;
  readonly closes: number;
}

/** When the shop is open by the clock on its wall: a day's times in their order, none on a day it is closed. */
export type Week = Readonly<Record<Weekday, readonly Times[]>>;

/** Why a text does not say opening hours; the message completes a sentence that begins with the text. */
export class NotHours extends Error {
  override readonly name = 'NotHours';
}

/**
 * Reads weekdays and times as OpenStreetMap's `opening_hours` writes them, for example
 * `Mo-Th 11:30-14:30,17:00-22:30; Fr,Sa 17:00-01:00; Su off`. Days that are not named are closed; of two rules for a
 * day the later one counts. Throws `NotHours`.
 * @see https://wiki.openstreetmap.org/wiki/Key:opening_hours
 */
export const readWeek = (text: string): Week => {
  const week = Object.fromEntries(weekdays.map((day): [Weekday, readonly Times[]] => [day, []]));
  for (const rule of text.split(';').map((part) => part.trim())) {
    const [, days = '', times = ''] = /^([A-Za-z,-]+(?: *, *[A-Za-z-]+)*) +(.+)$/.exec(rule) ?? refuseRule(rule);
    const open = times === 'off' ? [] : inOrder(times.split(',').map(readTimes), times);
    for (const day of days.split(',').flatMap((part) => readDays(part.trim()))) week[day] = open;
  }
  return week as Week;
};

const refuse = (why: string): never => {
  throw new NotHours(why);
};

const refuseRule = (rule: string): never =>
  refuse(rule === '' ? 'it has an empty part' : `"${rule}" is no days with times, such as Mo-Fr 11:30-22:30`);

const readDays = (text: string): readonly Weekday[] => {
  const [from, to = from, ...more] = text.split('-').map((name) => weekdays.findIndex((day) => day === name));
  if (from === undefined || to === undefined || from < 0 || to < 0 || more.length > 0)
    return refuse(`"${text}" names no days; they are ${weekdays.join(', ')}`);
  const count = ((to - from + weekdays.length) % weekdays.length) + 1;
  return Array.from({ length: count }, (_, index) => weekdays[(from + index) % weekdays.length] as Weekday);
};

const day = 24 * 60;

const readTimes = (text: string): Times => {
  const [opens, until, ...more] = text.trim().split('-').map(readTime);
  if (opens === undefined || until === undefined || more.length > 0)
    return refuse(`"${text}" is no time to a time, such as 11:30-22:30`);
  if (opens === until) return refuse(`"${text}" opens and closes at the same time; all day is 00:00-24:00`);
  if (opens === day) return refuse(`"${text}" opens when the day is over`);
  return { opens, closes: until > opens ? until : until + day };
};

const readTime = (text: string): number => {
  const [, hours = '', minutes = ''] = /^(\d\d):([0-5]\d)$/.exec(text) ?? [];
  const time = Number(hours) * 60 + Number(minutes);
  return hours === '' || time > day ? refuse(`"${text}" is no time from 00:00 to 24:00`) : time;
};

const inOrder = (times: readonly Times[], text: string): readonly Times[] => {
  const sorted = [...times].sort((a, b) => a.opens - b.opens);
  const overlap = sorted.some(({ opens }, index) => opens < (sorted[index - 1]?.closes ?? 0));
  return overlap ? refuse(`"${text}" opens again before it closes`) : sorted;
};

/** A time of a day as the wall clock shows it: 1500 minutes are `01:00`, 1440 are `24:00`. */
export const timeOfDay = (minutes: number): string => {
  const shown = minutes > day ? minutes - day : minutes;
  return [Math.floor(shown / 60), shown % 60].map((part) => String(part).padStart(2, '0')).join(':');
};

import type { Money, Unit } from '@pizzeria/contracts';
import type { Ordered, Value } from '../domain/letter';
import type { Language, Phrase } from '../texts/language';
import { fill } from './fill';

type Manner = Pick<Language, 'tag' | 'phrases' | 'pieces'>;

/** A value as this language writes it, in a shop of this IANA time zone. */
export const formatValue = (value: Value, language: Manner, timeZone: string): string => {
  if (typeof value === 'string') return value;
  if ('money' in value) return formatMoney(value.money, language.tag);
  if ('moment' in value) return formatMoment(value, language, timeZone);
  return formatQuantity(value.quantity, value.unit, language);
};

/** No-break spaces double the price of an SMS. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** An amount as people read it, for example `$31.98`, `¥3,198` or `KWD 3.198`: exact, for its digits are never divided. */
export const formatMoney = ({ amount, currency }: Money, locale: string): string => {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 0;
  const digits = String(amount).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  const exact = (fraction === '' ? whole : `${whole}.${fraction}`) as `${number}`;
  return plainSpaces(format.format(exact));
};

/** `HH:MM` on the wall of a shop in this IANA time zone, in every language. */
export const formatTime = (timestamp: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(timestamp),
  );

/** `HH:MM` where that is on the day of `at`, else with its day: `15:15 on Sunday, 15 March`. */
export const formatMoment = (
  { moment, at }: { readonly moment: string; readonly at: string },
  language: Manner,
  timeZone: string,
): string => {
  const time = formatTime(moment, timeZone);
  const day = dayOf(moment, language, timeZone);
  return day === dayOf(at, language, timeZone) ? time : phrase(language, 'on-another-day', { time, day });
};

const dayOf = (timestamp: string, language: Manner, timeZone: string): string => {
  const format = new Intl.DateTimeFormat(language.tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const parts = format.formatToParts(new Date(timestamp)).map(({ type, value }) => [type, value]);
  return phrase(language, 'day', Object.fromEntries(parts) as Readonly<Record<string, string>>);
};

/** A quantity as people read it: `1.8 kg`, `250 ml`, `40 pieces`. */
export const formatQuantity = (quantity: number, unit: Unit, language: Manner): string => {
  const written = (value: number) =>
    plainSpaces(new Intl.NumberFormat(language.tag, { maximumFractionDigits: 3 }).format(value));
  if (unit === 'piece') return fill(piecesOf(quantity, language), { quantity: written(quantity) }, 'pieces');
  if (quantity < 1_000) return `${written(quantity)} ${unit}`;
  return `${written(quantity / 1_000)} ${unit === 'g' ? 'kg' : 'l'}`;
};

const piecesOf = (quantity: number, { tag, pieces }: Manner): string =>
  pieces[new Intl.PluralRules(tag).select(quantity)] ?? pieces.other;

/** What was ordered, for example `2 x Margherita (large) with basil`. */
export const formatOrdered = ({ quantity, name, size, extras }: Ordered, language: Manner): string => {
  const sized = size === undefined ? name : phrase(language, 'of-a-size', { name, size });
  const topped = extras.length === 0 ? sized : phrase(language, 'with', { what: sized, extras: extras.join(', ') });
  return phrase(language, 'so-many', { quantity: String(quantity), what: topped });
};

const phrase = ({ phrases }: Manner, name: Phrase, values: Readonly<Record<string, string>>): string =>
  fill(phrases[name], values, name);

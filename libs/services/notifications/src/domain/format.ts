import type { Money, Unit } from '@pizzeria/contracts';
import type { Setting } from './shop';

/** No-break spaces double the price of an SMS. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** An amount as people read it, for example `$31.98`, `¥3,198` or `KWD 3.198`: exact, for its digits are never divided. */
export const formatMoney = ({ amount, currency }: Money): string => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 0;
  const digits = String(amount).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  const exact = (fraction === '' ? whole : `${whole}.${fraction}`) as `${number}`;
  return plainSpaces(format.format(exact));
};

/** `HH:MM` on the wall of a shop in this IANA time zone. */
export const formatTime = (timestamp: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(timestamp),
  );

/** `HH:MM` where that is on the day of `at`, else with its day: `15:15 on Sunday, 15 March`. */
export const formatMoment = (timestamp: string, { shop: { timeZone }, at }: Setting): string => {
  const time = formatTime(timestamp, timeZone);
  const day = dayOf(timestamp, timeZone);
  return day === dayOf(at, timeZone) ? time : `${time} on ${day}`;
};

const dayOf = (timestamp: string, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const named = new Map(parts.formatToParts(new Date(timestamp)).map(({ type, value }) => [type, value]));
  return `${named.get('weekday')}, ${named.get('day')} ${named.get('month')}`;
};

/** A quantity as people read it: `1.8 kg`, `250 ml`, `40 pieces`. */
export const formatQuantity = (quantity: number, unit: Unit): string => {
  if (unit === 'piece') return `${grouped(quantity)} ${quantity === 1 ? 'piece' : 'pieces'}`;
  if (quantity < 1_000) return `${quantity} ${unit}`;
  return `${grouped(quantity / 1_000)} ${unit === 'g' ? 'kg' : 'l'}`;
};

const grouped = (value: number): string => new Intl.NumberFormat('en', { maximumFractionDigits: 3 }).format(value);

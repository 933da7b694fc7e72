import type { Money } from '@pizzeria/contracts';

/**
 * An amount as people read it, for example `$31.98`, `¥3,198` or `KWD 3.198`. Exact: the digits of the minor units
 * are never divided. Spaces are plain ones, because a no-break space doubles the price of an SMS.
 */
export const formatMoney = ({ amount, currency }: Money): string => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 0;
  const digits = String(amount).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  const exact = (fraction === '' ? whole : `${whole}.${fraction}`) as `${number}`;
  return format.format(exact).replace(/[\u00a0\u202f]/g, ' ');
};

/** `HH:MM` on the wall of a shop in this IANA time zone. */
export const formatTime = (timestamp: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(timestamp),
  );

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

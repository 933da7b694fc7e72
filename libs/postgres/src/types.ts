import { types } from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;

const asText = (text: string): string => text;

/** A number while it is exact, else a bigint: never a rounded number. */
const int8 = (text: string): number | bigint => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

/**
 * How values come back: `bigint` as number (bigint beyond 2^53), `timestamptz` as Date, `bytea` as Buffer,
 * `numeric` as text. `date` and `timestamp` stay text, for they name no moment without a time zone.
 */
export const columnTypes = {
  getTypeParser(oid: number, format?: string): (value: string) => unknown {
    if (oid === INT8) return int8;
    if (oid === DATE || oid === TIMESTAMP) return asText;
    return types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
  },
};

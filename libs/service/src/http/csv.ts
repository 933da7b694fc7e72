import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean;

/**
 * Records as CSV (RFC 4180) under a header of everything that any of them holds, in the order it was first seen.
 * Fields of fields are columns of their own (`orders.placed`); of a list of amounts each has its currency's
 * (`revenue.USD`, in minor units). A text that a spreadsheet would take for a formula is marked as text by a `'`.
 */
export const csvOf = (records: readonly object[]): string => {
  const rows = records.map((record) => Object.fromEntries(cellsOf(record, [])));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return stringify(
    rows.map((row) => columns.map((column) => row[column])),
    { columns, header: true, record_delimiter: 'windows', escape_formulas: true, cast: { boolean: String } },
  );
};

const cellsOf = (value: unknown, path: readonly string[]): readonly (readonly [string, Cell])[] => {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((amount: Amount) => cellsOf(amount.amount, [...path, amount.currency]));
  if (typeof value !== 'object') return [[path.join('.'), value as Cell]];
  return Object.entries(value).flatMap(([name, field]) => cellsOf(field, [...path, name]));
};

interface Amount {
  readonly amount: number;
  readonly currency: string;
}

import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';

type Cell = string | number | boolean;

/**
 * Records as CSV (RFC 4180) under a header of everything that such a record may hold, in its schema's order: the same
 * for every page, and for none. Fields of fields are columns of their own (`orders.placed`). Of a list of amounts each
 * currency that is there has one (`revenue.USD`, in minor units), in the order of their names: what no schema can tell.
 * A text that a spreadsheet would take for a formula is marked as text by a `'`.
 */
export const csvOf = (row: z.ZodObject, records: readonly object[]): string => {
  const rows = records.map((record) => Object.fromEntries(cellsOf(record, [])));
  const found = [...new Set(rows.flatMap((cells) => Object.keys(cells)))].sort();
  const columns = columnsOf(row, []).flatMap(({ name, open }) =>
    open ? found.filter((each) => each.startsWith(`${name}.`)) : [name],
  );
  return stringify(
    rows.map((cells) => columns.map((column) => cells[column])),
    { columns, header: true, record_delimiter: 'windows', escape_formulas: true, cast: { boolean: String } },
  );
};

interface Column {
  readonly name: string;
  /** Stands for as many columns below this name as the records need. */
  readonly open: boolean;
}

const columnsOf = (schema: z.core.$ZodType, path: readonly string[]): readonly Column[] => {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.def.shape).flatMap(([name, field]) => columnsOf(field, [...path, name]));
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return columnsOf(schema.def.innerType, path);
  const open = schema instanceof z.ZodArray || schema instanceof z.ZodRecord;
  return [{ name: path.join('.'), open }];
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

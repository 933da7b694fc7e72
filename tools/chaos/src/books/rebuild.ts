import { lost, sumOf, wrong, type Book, type Finding } from './book';
import type { Ledgers } from './ledgers';

/** The metrics made anew out of the log are what they were before, row by row. */
export const bookOfRebuild = ({ rebuild }: Ledgers): Book => {
  if (!rebuild)
    return { name: 'rebuild', balance: 'not made anew', findings: [lost('the metrics were not made anew')] };
  const { before, after } = rebuild;
  const tables = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const rows = (all: typeof before) => sumOf(tables.map((table) => all[table]?.length ?? 0));
  return {
    name: 'rebuild',
    balance: `${rows(before)} rows of ${tables.length} tables = ${rows(after)} made anew`,
    findings: tables.flatMap((table) => rowFindings(table, before[table] ?? [], after[table] ?? [])),
  };
};

/** Every row has a key: none can be there twice. */
const rowFindings = (table: string, before: readonly string[], after: readonly string[]): readonly Finding[] => {
  const [was, is] = [new Set(before), new Set(after)];
  return [
    ...before.filter((row) => !is.has(row)).map((row) => wrong(`${table} made anew has no ${row}`)),
    ...after.filter((row) => !was.has(row)).map((row) => wrong(`${table} had no ${row} before`)),
  ];
};

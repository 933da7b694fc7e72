import type { Money } from '@pizzeria/contracts';
import type { Database } from '@pizzeria/postgres';
import type { Days, Figure, Rows, Trait } from '../use-cases/figures';
import { entriesOf } from './entries';

/** What is asked of the database, in any statement about some days. */
export interface Span {
  readonly days: Days;
  readonly timeZone: string;
}

/** What a figure may be told apart by here: as people may, and whether an order stands behind it. */
type By = Trait | 'aboutOrder';

/** One line of a figure: of a day, or of all of them where `day` is absent; of one currency, or of none. */
export interface Tally {
  readonly figure: Figure;
  readonly day?: string;
  readonly currency?: string;
  readonly count: number;
  readonly amount: number;
  readonly traits: Traits;
}

type Traits = Readonly<Partial<Record<By, unknown>>>;

export const bindingsOf = ({ days, timeZone }: Span) => ({
  names: days.map(({ day }) => day),
  beginnings: days.map(({ from }) => new Date(from)),
  from: new Date(days[0]?.from ?? 0),
  to: new Date(days.at(-1)?.to ?? 0),
  timeZone,
});

/** The business day of `at`: those of a span follow each other without a gap. */
export const dayOf = `(CAST(:names AS text[]))[width_bucket(at, CAST(:beginnings AS timestamptz[]))]`;

interface TallyRow extends Readonly<Record<string, unknown>> {
  readonly day: string | null;
  readonly currency: string | null;
  readonly count: number;
  readonly amount: number | null;
}

/** Counts a figure by day and as a whole, told apart by these traits. */
export const tally = async (
  database: Database,
  span: Span,
  figure: Figure,
  by: readonly By[] = [],
): Promise<readonly Tally[]> => {
  const traits = by.map((trait) => `, "${trait}"`).join('');
  const sql = `
    SELECT day, currency${traits}, sum(count)::bigint AS count, sum(amount)::bigint AS amount
      FROM (SELECT *, ${dayOf} AS day FROM (${entriesOf[figure]}) AS entries) AS dated
     GROUP BY GROUPING SETS ((day, currency${traits}), (currency${traits}))
     ORDER BY day NULLS FIRST${traits}, currency`;
  const { rows } = await database.sql.raw<{ rows: readonly TallyRow[] }>(sql, bindingsOf(span));
  return rows.map(({ day, currency, count, amount, ...rest }) => ({
    figure,
    day: day ?? undefined,
    currency: currency ?? undefined,
    count,
    amount: amount ?? 0,
    traits: rest,
  }));
};

/** The lines of one day, or of all days together. */
export const ofDay = (lines: readonly Tally[], day: string | undefined): readonly Tally[] =>
  lines.filter((line) => line.day === day);

/** How much the lines count that are of these traits. */
export const countOf = (lines: readonly Tally[], traits: Traits = {}): number =>
  lines
    .filter((line) => Object.entries(traits).every(([name, value]) => line.traits[name as By] === value))
    .reduce((sum, { count }) => sum + count, 0);

/** One sum per currency, by its name. */
export const moneyOf = (lines: readonly Tally[]): readonly Money[] => {
  const sums = new Map<string, number>();
  for (const { currency, amount } of lines)
    if (currency !== undefined) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums]
    .map(([currency, amount]) => ({ amount, currency }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
};

/** A row for each day, and each of these traits, that any line has, by day; those of all days together as `total`. */
export const rowsOf = <Row>(
  lines: readonly Tally[],
  by: readonly By[],
  rowOf: (traits: Traits, lines: readonly Tally[]) => Row,
): Rows<Row> => {
  const groups = new Map<string, Tally[]>();
  for (const line of lines) {
    const key = JSON.stringify([line.day, ...by.map((trait) => line.traits[trait])]);
    const group = groups.get(key) ?? [];
    group.push(line);
    groups.set(key, group);
  }
  const rows = [...groups.values()].map((group) => ({
    day: group[0]?.day,
    row: rowOf(group[0]?.traits ?? {}, group),
  }));
  return {
    total: rows.flatMap(({ day, row }) => (day === undefined ? [row] : [])),
    days: rows
      .flatMap(({ day, row }) => (day === undefined ? [] : [{ day, ...row }]))
      .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))),
  };
};

export const ofFigure = (lines: readonly Tally[], figure: Figure): readonly Tally[] =>
  lines.filter((line) => line.figure === figure);

import { money } from '@pizzeria/contracts';
import { route, table, type Route } from '@pizzeria/service';
import { z } from 'zod';
import type { Days, Report } from '../use-cases/figures';
import { daysOf } from '../use-cases/period';
import type { AnalyticsParts } from '../use-cases/ports';

export const count = z.int().min(0);

const day = z.iso.date();

/** Business days, both included; see `Period`. */
export const period = z.object({ from: day.optional(), to: day.optional() });

export const periodRefusals = { 422: ['period-ends-before-it-begins', 'period-too-long'] } as const;

/** An amount that may be below zero. */
export const balance = money.extend({ amount: z.int() });

/** A row that says first of which day it is. */
export const ofDay = (row: z.ZodObject): z.ZodObject => z.object({ day, ...row.shape });

interface ReportRoute<Total> {
  /** Last part of its path. */
  readonly name: string;
  readonly summary: string;
  /** Of one day, or of one day and what else tells it apart. */
  readonly row: z.ZodObject;
  readonly total: z.ZodType;
  read(parts: AnalyticsParts, days: Days): Promise<Report<object, Total>>;
}

/** Figures of business days for a manager: all of them together, and day by day; as CSV the days. */
export const reportRoute = <Total>({ name, summary, row, total, read }: ReportRoute<Total>): Route<AnalyticsParts> =>
  route({
    method: 'get',
    path: `/api/analytics/${name}`,
    summary: `${summary}, by business day`,
    who: ['manager'],
    query: period,
    answers: { 200: z.object({ from: day, to: day, total, days: z.array(ofDay(row)) }) },
    refuses: periodRefusals,
    csv: table(ofDay(row), ({ days }: Report<object>) => days),
    handle: async ({ query }, parts: AnalyticsParts) => {
      const days = daysOf(query, parts);
      return { status: 200, body: { from: days[0]?.day, to: days.at(-1)?.day, ...(await read(parts, days)) } };
    },
  });

/** A report whose rows are told apart by more than their day. */
export const rowsRoute = (of: Omit<ReportRoute<readonly object[]>, 'total'>): Route<AnalyticsParts> =>
  reportRoute({ ...of, total: z.array(of.row) });

/** A report with one row a day. */
export const daysRoute = <Row extends object>(of: Omit<ReportRoute<Row>, 'total'>): Route<AnalyticsParts> =>
  reportRoute({ ...of, total: of.row });

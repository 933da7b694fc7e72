import type { Database } from '@pizzeria/postgres';
import type { ShopDay } from '../domain/business-day';
import type { Days, Figures } from '../use-cases/figures';
import { readLateness, readPreparation, readSetbacks } from './day-reports';
import { readOrdersBehind } from './orders-behind';
import { readCancellations, readMessages, readSalesByHour, readTopItems } from './row-reports';
import { readCustomers, readSummary } from './summary';
import type { Span } from './tally';

/** Figures read from the metrics in PostgreSQL, on the clock of the shop. */
export const postgresFigures = (database: Database, { timeZone }: ShopDay): Figures => {
  /** All statements of a report see the same moment. */
  const report =
    <Report>(read: (database: Database, span: Span) => Promise<Report>) =>
    (days: Days): Promise<Report> =>
      database.transaction(async () => {
        await database.sql.raw('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        // Before that moment is taken: a rebuild puts other tables in the place of these.
        await database.sql.raw('LOCK TABLE order_metrics IN ACCESS SHARE MODE');
        return read(database, { days, timeZone });
      });
  return {
    summary: report(readSummary),
    salesByHour: report(readSalesByHour),
    preparation: report(readPreparation),
    topItems: report(readTopItems),
    customers: report(readCustomers),
    lateness: report(readLateness),
    cancellations: report(readCancellations),
    messages: report(readMessages),
    setbacks: report(readSetbacks),
    orders: (question) => readOrdersBehind(database, timeZone, question),
  };
};

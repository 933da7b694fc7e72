import type { Database } from '@pizzeria/postgres';
import type { Money } from '@pizzeria/contracts';
import { customerTypes } from '../domain/customer-type';
import type { Customers, PreparationSummary, Report, Summary } from '../use-cases/figures';
import { preparationStatistics, type PreparationStatistics } from './statistics';
import { countOf, moneyOf, ofDay, tally, type Span, type Tally } from './tally';

/** Every day of a span, and all of them as `total`. */
export const dayByDay = <Row>({ days }: Span, rowOf: (day: string | undefined) => Row): Report<Row> => ({
  total: rowOf(undefined),
  days: days.map(({ day }) => ({ day, ...rowOf(day) })),
});

export const readSummary = async (database: Database, span: Span): Promise<Report<Summary>> => {
  const orders = await tally(database, span, 'orders', ['fulfilment', 'customerType']);
  const units = await tally(database, span, 'units');
  const delivered = await tally(database, span, 'delivered');
  const cancelled = await tally(database, span, 'cancelled');
  const revenue = await tally(database, span, 'revenue');
  const payments = await tally(database, span, 'payments');
  const refunds = await tally(database, span, 'refunds');
  const tax = await tally(database, span, 'tax');
  const preparation = await preparationStatistics(database, span);
  return dayByDay(span, (day) => {
    const placed = ofDay(orders, day);
    return {
      orders: {
        placed: countOf(placed),
        delivered: countOf(ofDay(delivered, day)),
        cancelled: countOf(ofDay(cancelled, day)),
      },
      fulfilment: {
        pickup: countOf(placed, { fulfilment: 'pickup' }),
        delivery: countOf(placed, { fulfilment: 'delivery' }),
      },
      revenue: moneyOf(ofDay(revenue, day)),
      payments: moneyOf(ofDay(payments, day)),
      refunds: moneyOf(ofDay(refunds, day)),
      orderValue: moneyOf(placed),
      tax: moneyOf(ofDay(tax, day)),
      averageOrderValue: averagesOf(placed),
      itemsSold: countOf(ofDay(units, day)),
      customers: customersOf(placed),
      preparation: preparationOf(preparation, day),
    };
  });
};

export const readCustomers = async (database: Database, span: Span): Promise<Report<Customers>> => {
  const orders = await tally(database, span, 'orders', ['customerType']);
  return dayByDay(span, (day) => customersOf(ofDay(orders, day)));
};

const customersOf = (placed: readonly Tally[]): Customers =>
  Object.fromEntries(
    customerTypes.map((customerType) => [customerType, countOf(placed, { customerType })]),
  ) as Customers;

const averagesOf = (placed: readonly Tally[]): readonly Money[] =>
  moneyOf(placed).map(({ amount, currency }) => {
    const orders = countOf(placed.filter((line) => line.currency === currency));
    return { amount: Math.round(amount / orders), currency };
  });

const preparationOf = (all: readonly PreparationStatistics[], day: string | undefined): PreparationSummary => {
  const found = statisticsOf(all, day);
  return {
    count: found?.count ?? 0,
    medianSeconds: found?.median ?? undefined,
    p95Seconds: found?.p95 ?? undefined,
    averageEfficiency: found?.efficiency ?? undefined,
  };
};

/** Of a day, or of all days together. */
export const statisticsOf = <Row extends { readonly day: string | null }>(
  all: readonly Row[],
  day: string | undefined,
): Row | undefined => all.find((row) => row.day === (day ?? null));

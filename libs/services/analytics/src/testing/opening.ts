import type { Money } from '@pizzeria/contracts';
import type { OrderBehind } from '../use-cases/figures';

/** An answer with figures, as JSON. */
export type Numbers = Readonly<Record<string, unknown>>;

/** One number of an answer, and where it stands. */
export interface FoundNumber {
  /** `summary orders.placed`: the answer and the path within its row. */
  readonly name: string;
  readonly value: number;
  /** The days it is of. */
  readonly period: Readonly<Record<string, string>>;
  /** The row it stands in, and of a sum of money the currency. */
  readonly row: Numbers;
  readonly currency?: string;
}

/** Where the orders behind a number are, and how it is made of them. */
interface Opening {
  readonly query: Readonly<Record<string, string>>;
  from(orders: readonly OrderBehind[]): number;
}

/** Every number of a report, of the whole period and of each day. */
export const numbersIn = (report: string, { from, to, total, days, ...top }: Numbers): readonly FoundNumber[] => {
  const whole = { from: String(from), to: String(to) };
  const all = total === undefined ? [top] : Array.isArray(total) ? (total as Numbers[]) : [total as Numbers];
  return [
    ...all.flatMap((row) => numbersOf(report, row, whole)),
    ...(days as Numbers[]).flatMap((row) => numbersOf(report, row, { day: String(row['day']) })),
  ];
};

const numbersOf = (report: string, row: Numbers, period: FoundNumber['period']): readonly FoundNumber[] => {
  const within = (value: unknown, path: readonly string[]): readonly FoundNumber[] => {
    const name = `${report} ${path.join('.')}`;
    if (typeof value === 'number') return path[0] === 'hour' ? [] : [{ name, value, period, row }];
    if (Array.isArray(value))
      return (value as Money[]).map(({ amount, currency }) => ({ name, value: amount, period, row, currency }));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([field, inner]) => within(inner, [...path, field]));
  };
  return within(row, []);
};

/** How a number is opened. Throws on one that nobody has said it of. */
export const opens = (number: FoundNumber): Opening | 'about no order' => {
  const { name, row } = number;
  if (row['aboutOrder'] === false) return 'about no order';
  const opening = openings[name];
  if (!opening) throw new Error(`Nobody says which orders are behind ${name}.`);
  return opening(number);
};

const counted = (orders: readonly OrderBehind[]): number => orders.reduce((sum, { count }) => sum + count, 0);

const counts =
  (figure: string, traits: (row: Numbers) => Numbers = () => ({})) =>
  ({ row }: FoundNumber): Opening => ({ query: queryOf(figure, traits(row)), from: counted });

const sums =
  (figure: string, traits: (row: Numbers) => Numbers = () => ({})) =>
  ({ row, currency }: FoundNumber): Opening => ({
    query: queryOf(figure, traits(row)),
    from: (orders) => orders.reduce((sum, { amounts }) => sum + inCurrency(amounts, currency), 0),
  });

const inCurrency = (amounts: readonly Money[], currency: string | undefined): number =>
  amounts.reduce((sum, one) => sum + (one.currency === currency ? one.amount : 0), 0);

const queryOf = (figure: string, traits: Numbers): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ['figure', figure],
    ...Object.entries(traits).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ]) as Record<string, string>;

const always = (traits: Numbers) => (): Numbers => traits;
const only =
  (...names: readonly string[]) =>
  (row: Numbers): Numbers =>
    Object.fromEntries(names.map((name) => [name, row[name]]));

/** A statistic of what the orders behind a figure say of themselves. */
const statistic =
  (figure: string, of: (order: OrderBehind) => number, from: (values: readonly number[]) => number) => (): Opening => ({
    query: { figure },
    from: (orders) => from(orders.map(of).sort((a, b) => a - b)),
  });

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Between the two nearest values, as much nearer to one as the share is. */
const percentile =
  (share: number) =>
  (values: readonly number[]): number => {
    const at = share * (values.length - 1);
    const [low, high] = [values[Math.floor(at)] ?? 0, values[Math.ceil(at)] ?? 0];
    return Math.round(low + (high - low) * (at - Math.floor(at)));
  };
const roundedMean = (values: readonly number[]): number => Math.round(mean(values));
const toFourPlaces = (value: number): number => Math.round(10_000 * value) / 10_000;

const preparationSeconds = (order: OrderBehind): number => order.preparationSeconds ?? 0;
const efficiency = ({ preparationSeconds: took = 0, estimatedSeconds = 0 }: OrderBehind): number =>
  estimatedSeconds / took;
const late = (order: OrderBehind): number => order.lateSeconds ?? 0;
const averageEfficiency = statistic('prepared', efficiency, (values) => toFourPlaces(mean(values)));

const customers = (report: string): Readonly<Record<string, (number: FoundNumber) => Opening>> =>
  Object.fromEntries(
    ['new', 'returning', 'regular'].map((customerType) => [
      `${report}${customerType}`,
      counts('orders', always({ customerType })),
    ]),
  );

const cancellation = only('by', 'after', 'unattended', 'reason');
const message = only('kind', 'channel');

const openings: Readonly<Record<string, (number: FoundNumber) => Opening>> = {
  'summary orders.placed': counts('orders'),
  'summary orders.delivered': counts('delivered'),
  'summary orders.cancelled': counts('cancelled'),
  'summary fulfilment.pickup': counts('orders', always({ fulfilment: 'pickup' })),
  'summary fulfilment.delivery': counts('orders', always({ fulfilment: 'delivery' })),
  'summary revenue': sums('revenue'),
  'summary payments': sums('payments'),
  'summary refunds': sums('refunds'),
  'summary orderValue': sums('orders'),
  'summary tax': sums('tax'),
  'summary averageOrderValue': ({ currency }) => ({
    query: { figure: 'orders' },
    from: (orders) => {
      const values = orders.flatMap(({ amounts }) => amounts).filter((one) => one.currency === currency);
      return roundedMean(values.map(({ amount }) => amount));
    },
  }),
  'summary itemsSold': counts('units'),
  ...customers('summary customers.'),
  'summary preparation.count': counts('prepared'),
  'summary preparation.medianSeconds': statistic('prepared', preparationSeconds, percentile(0.5)),
  'summary preparation.p95Seconds': statistic('prepared', preparationSeconds, percentile(0.95)),
  'summary preparation.averageEfficiency': averageEfficiency,
  'sales-by-hour orders': counts('orders', only('hour')),
  'sales-by-hour items': counts('units', only('hour')),
  'sales-by-hour value': sums('orders', only('hour')),
  'preparation count': counts('prepared'),
  'preparation meanSeconds': statistic('prepared', preparationSeconds, roundedMean),
  'preparation medianSeconds': statistic('prepared', preparationSeconds, percentile(0.5)),
  'preparation p90Seconds': statistic('prepared', preparationSeconds, percentile(0.9)),
  'preparation p95Seconds': statistic('prepared', preparationSeconds, percentile(0.95)),
  'preparation averageEfficiency': averageEfficiency,
  'preparation recalls': counts('recalled'),
  'top-items quantity': counts('items', only('item', 'kind')),
  'top-items revenue': sums('items', only('item', 'kind')),
  ...customers('customers '),
  'lateness promised': counts('promised'),
  'lateness onTime': counts('on-time'),
  'lateness late': counts('late'),
  'lateness lateShare': statistic('promised', late, (values) =>
    toFourPlaces(values.filter((seconds) => seconds > 0).length / values.length),
  ),
  ...Object.fromEntries(
    ['up-to-5', 'up-to-10', 'up-to-20', 'over-20'].map((lateBy) => [
      `lateness lateBy.${lateBy}`,
      counts('late', always({ lateBy })),
    ]),
  ),
  'lateness meanLateSeconds': statistic('late', late, roundedMean),
  'lateness medianLateSeconds': statistic('late', late, percentile(0.5)),
  'lateness mostLateSeconds': statistic('late', late, (values) => values.at(-1) ?? 0),
  'cancellations orders': counts('cancelled', cancellation),
  'cancellations value': sums('cancelled', cancellation),
  'messages sent': counts('messages-sent', message),
  'messages failed': counts('messages-failed', message),
  'messages failedPermanently': counts('messages-failed', (row) => ({ ...message(row), permanent: true })),
  'setbacks unattended.level1': counts('unattended', always({ level: 1 })),
  'setbacks unattended.level2': counts('unattended', always({ level: 2 })),
  'setbacks unattended.level3': counts('unattended', always({ level: 3 })),
  'setbacks short': counts('short'),
  'setbacks delayed': counts('delayed'),
  'setbacks recalled': counts('recalled'),
  'setbacks undeliverable': counts('undeliverable'),
};

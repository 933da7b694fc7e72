import { doubled, grouped, lost, sumOf, wrong, type Book, type Finding } from './book';
import type { Ledgers, MoneyEntry, OrderEntry } from './ledgers';

/**
 * Every order costs its lines and their tax. Delivered ones are paid in full and no more, and of cancelled ones is
 * given back, or due, all that was paid. Each payment and each refund was told once and counted once, with its amount.
 */
export const bookOfMoney = (ledgers: Ledgers): Book => {
  const { orders, moneyMetrics } = ledgers;
  const kept = orders.flatMap(moneyOf);
  const findings: readonly Finding[] = [
    ...orders.flatMap(priceFindings),
    ...orders.flatMap(stateFindings),
    ...doubles(kept, 'is there'),
    ...toldFindings(ledgers),
    ...differences(kept, moneyInLog(ledgers), "in analytics' log"),
    ...differences(kept, moneyMetrics, 'counted by analytics'),
    ...refundsDueTold(ledgers),
  ];
  const delivered = orders.filter(({ status }) => status === 'delivered');
  const [paid, refunded, counted] = [paidIn(kept), refundedIn(kept), paidIn(moneyMetrics) - refundedIn(moneyMetrics)];
  const goodwill = sumOf(delivered.map(refundedFor));
  const due = sumOf(orders.map(({ payment }) => payment.due));
  const balance =
    `delivered ${sumOf(delivered.map(({ total }) => total))} - goodwill ${goodwill} + due back ${due}` +
    ` = paid ${paid} - refunded ${refunded} = ${counted} by analytics`;
  return { name: 'money', balance, findings };
};

const moneyOf = ({ id: orderId, payment: { payments, refunds } }: OrderEntry): readonly MoneyEntry[] => [
  ...payments.map((one) => ({ ...one, kind: 'payment' as const, orderId })),
  ...refunds.map((one) => ({ ...one, kind: 'refund' as const, orderId })),
];

const sumOfKind = (kind: MoneyEntry['kind']) => (all: readonly MoneyEntry[]) =>
  sumOf(all.filter((one) => one.kind === kind).map(({ amount }) => amount));
const paidIn = sumOfKind('payment');
const refundedIn = sumOfKind('refund');
const paidFor = (order: OrderEntry): number => paidIn(moneyOf(order));
const refundedFor = (order: OrderEntry): number => refundedIn(moneyOf(order));

const priceFindings = ({ id, lines, tax, total }: OrderEntry): readonly Finding[] => {
  const onTop = tax.included ? 0 : tax.amount;
  if (lines + onTop !== total) return [wrong(`order ${id} costs ${total}, its lines ${lines} and the tax ${onTop}`)];
  return tax.amount < 0 || tax.amount > total ? [wrong(`of order ${id} of ${total}, ${tax.amount} is tax`)] : [];
};

const stateFindings = (order: OrderEntry): readonly Finding[] => {
  const { id, status, total, payment } = order;
  const [paid, refunded] = [paidFor(order), refundedFor(order)];
  if (paid > total) return [doubled(`order ${id} of ${total} was paid with ${paid}`)];
  if (refunded > paid) return [doubled(`of ${paid} paid for order ${id}, ${refunded} was given back`)];
  if (status === 'delivered' && paid < total) return [lost(`order ${id} of ${total} was delivered for ${paid}`)];
  const due = status === 'cancelled' ? paid - refunded : 0;
  const expected = paymentStatusOf(order, paid, refunded);
  return [
    ...(payment.due === due
      ? []
      : [
          wrong(`of ${paid} paid and ${refunded} given back for the ${status} order ${id}, ${payment.due} is due back`),
        ]),
    ...(payment.status === expected
      ? []
      : [wrong(`the payment of the ${status} order ${id} is ${payment.status} instead of ${expected}`)]),
  ];
};

const paymentStatusOf = ({ status, total }: OrderEntry, paid: number, refunded: number): string => {
  if (status === 'cancelled' && paid > refunded) return 'refund-due';
  if (refunded > 0 && refunded === paid) return 'refunded';
  return status !== 'cancelled' && paid === total ? 'paid' : 'unpaid';
};

const eventOf = { payment: 'payment.processed', refund: 'payment.refunded' } as const;
const moneyKinds = ['payment', 'refund'] as const;

const toldFindings = ({ orders, published }: Ledgers): readonly Finding[] =>
  moneyKinds.flatMap((kind) => {
    const told = grouped(
      published.filter(({ name }) => name === eventOf[kind]),
      ({ subject }) => subject,
    );
    return orders.flatMap((order) => {
      const found = (told.get(`order/${order.id}`) ?? []).length;
      const due = moneyOf(order).filter((one) => one.kind === kind).length;
      if (found === due) return [];
      const said = `${eventOf[kind]} of order ${order.id}: ${found} published, ${due} recorded`;
      return [found < due ? lost(said) : doubled(said)];
    });
  });

const moneyInLog = ({ log }: Ledgers): readonly MoneyEntry[] =>
  moneyKinds.flatMap((kind) =>
    log
      .filter(({ name }) => name === eventOf[kind])
      .map(({ subject, data }) => ({
        kind,
        id: (kind === 'payment' ? data?.paymentId : data?.refundId) ?? 'without an id',
        orderId: subject.replace('order/', ''),
        amount: data?.amount?.amount ?? 0,
      })),
  );

const inWords = ({ kind, id, orderId }: MoneyEntry) => `${kind} ${id} of order ${orderId}`;

const doubles = (all: readonly MoneyEntry[], how: string): readonly Finding[] =>
  [...grouped(all, inWords)]
    .filter(([, of]) => of.length > 1)
    .map(([what, of]) => doubled(`the ${what} ${how} ${of.length} times`));

/** What orders keeps, and nothing else, must be found elsewhere, once, with its amount. */
const differences = (kept: readonly MoneyEntry[], found: readonly MoneyEntry[], where: string): readonly Finding[] => {
  const there = grouped(found, inWords);
  const known = new Set(kept.map(inWords));
  return [
    ...kept.flatMap((one) => {
      const amount = there.get(inWords(one))?.[0]?.amount;
      return amount === one.amount
        ? []
        : [wrong(`the ${inWords(one)} is ${one.amount}, ${where} it is ${amount ?? 'missing'}`)];
    }),
    ...doubles(found, `is ${where}`),
    ...found.filter((one) => !known.has(inWords(one))).map((one) => wrong(`the ${inWords(one)} is only ${where}`)),
  ];
};

/** A cancellation says that all that was paid until then is due back; nothing is paid or given back before it. */
const refundsDueTold = ({ orders, log }: Ledgers): readonly Finding[] => {
  const paid = new Map(orders.map((order) => [`order/${order.id}`, paidFor(order)]));
  return log
    .filter(({ name }) => name === 'order.cancelled')
    .flatMap(({ subject, data }) => {
      const due = data?.refundDue?.amount ?? 0;
      return due === (paid.get(subject) ?? 0)
        ? []
        : [wrong(`the cancellation of ${subject} says that ${due} is due back, paid was ${paid.get(subject)}`)];
    });
};

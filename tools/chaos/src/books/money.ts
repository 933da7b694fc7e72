import { doubled, grouped, lost, sumOf, wrong, type Book, type Finding } from './book';
import type { Ledgers, OrderEntry } from './ledgers';

/**
 * Delivered orders are paid in full and no more; what was paid for a cancelled one is due back; each payment was
 * told once and counted once.
 */
export const bookOfMoney = ({ orders, published, paymentMetrics }: Ledgers): Book => {
  const told = grouped(
    published.filter(({ name }) => name === 'payment.processed'),
    ({ subject }) => subject,
  );
  const counted = grouped(paymentMetrics, ({ orderId }) => orderId);
  const findings = orders.flatMap((order): readonly Finding[] => {
    const { id, payment } = order;
    const ids = payment.payments.map((one) => one.id);
    const paid = paidFor(order);
    const inMetrics = sumOf((counted.get(id) ?? []).map(({ amount }) => amount));
    return [
      ...stateFindings(order, paid),
      ...(new Set(ids).size < ids.length ? [doubled(`a payment for order ${id} is there twice`)] : []),
      ...countFindings(`payment.processed of order ${id}`, (told.get(`order/${id}`) ?? []).length, ids.length),
      ...(inMetrics === paid ? [] : [wrong(`analytics counted ${inMetrics} for order ${id}, paid was ${paid}`)]),
    ];
  });
  const of = (status: string) => orders.filter((order) => order.status === status);
  const due = sumOf(orders.map(({ payment }) => payment.due?.amount ?? 0));
  const balance =
    `delivered ${sumOf(of('delivered').map(({ total }) => total))} + due back ${due}` +
    ` = paid ${sumOf(orders.map(paidFor))} = counted by analytics ${sumOf(paymentMetrics.map(({ amount }) => amount))}`;
  return { name: 'money', balance, findings };
};

const paidFor = ({ payment }: OrderEntry): number => sumOf(payment.payments.map(({ amount }) => amount.amount));

const stateFindings = ({ id, status, total, payment }: OrderEntry, paid: number): readonly Finding[] => {
  const due = payment.due?.amount ?? 0;
  if (paid > total) return [doubled(`order ${id} of ${total} was paid with ${paid}`)];
  if (status === 'delivered' && paid < total) return [lost(`order ${id} of ${total} was delivered for ${paid}`)];
  if (status === 'cancelled' && due !== paid)
    return [wrong(`of ${paid} paid for the cancelled order ${id}, ${due} are due back`)];
  const expected = status === 'cancelled' && paid > 0 ? 'refund-due' : paid < total ? 'unpaid' : 'paid';
  return payment.status === expected
    ? []
    : [wrong(`the payment of the ${status} order ${id} is ${payment.status} instead of ${expected}`)];
};

const countFindings = (what: string, found: number, due: number): readonly Finding[] => {
  if (found === due) return [];
  const said = `${what}: ${found} published, ${due} recorded`;
  return [found < due ? lost(said) : doubled(said)];
};

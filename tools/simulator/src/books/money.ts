import type { Finding, Say } from './finding';
import type { RecordedOrder } from './record';
import { countOf, type SeenAtTheCounter, type SeenOrder } from './seen';

/**
 * What was paid and not given back is what is owed: of a delivered order all but what was given back as amends, of a
 * cancelled one nothing, and what the shop said it took for that was paid. Everything is paid at once, and given back
 * at once, and told once.
 */
export const moneyFindings = (
  { paid: taken, amends = 0 }: RecordedOrder,
  seen: SeenOrder,
  say: Say,
): readonly Finding[] => {
  const { order } = seen;
  if (order === undefined || (order.status !== 'delivered' && order.status !== 'cancelled')) return [];
  const { paid, refunded } = order.money;
  const cancelled = order.status === 'cancelled';
  const due = cancelled ? { paid, refunded: paid } : { paid: order.money.total, refunded: amends };
  const status = statusOf(due, order);
  return [
    ...compared('paid', paid, cancelled ? (taken ?? paid) : due.paid, say),
    ...compared('given back', refunded, due.refunded, say),
    ...(order.money.status === status ? [] : [say('stuck', `its payment is ${order.money.status}, not ${status}`)]),
    ...told('payment.processed', seen, paid, say),
    ...told('payment.refunded', seen, refunded, say),
  ];
};

const statusOf = (due: { readonly paid: number; readonly refunded: number }, { status }: SeenAtTheCounter): string => {
  if (due.refunded > 0 && due.refunded === due.paid) return 'refunded';
  return status === 'delivered' ? 'paid' : 'unpaid';
};

const compared = (what: string, found: number, due: number, say: Say): readonly Finding[] => {
  if (found === due) return [];
  return [say(found < due ? 'lost' : 'doubled', `${found} was ${what}, and ${due} is due`)];
};

/** Analytics has heard of money that moved, once. */
const told = (name: string, seen: SeenOrder, amount: number, say: Say): readonly Finding[] => {
  const due = amount > 0 ? 1 : 0;
  const found = countOf(seen, name);
  if (found === due) return [];
  return [say(found < due ? 'lost' : 'doubled', `analytics has ${found} ${name}, and ${due} is due`)];
};

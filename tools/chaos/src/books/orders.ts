import { doubled, grouped, lost, stuck, tally, wrong, type Book, type Finding } from './book';
import type { Ledgers } from './ledgers';

const finalStatuses = ['delivered', 'cancelled'];

/** Every order that was answered 201 exists once and has ended, and there is none that nobody placed. */
export const bookOfOrders = ({ recorded, orders }: Ledgers): Book => {
  const accepted = recorded.flatMap(({ placed, mark }) => (placed ? [{ id: placed.id, mark }] : []));
  const entries = grouped(orders, ({ id }) => id);
  const owners = grouped(accepted, ({ id }) => id);
  const ofMark = grouped(orders, ({ customer }) => customer);
  const findings: Finding[] = [
    ...recorded.filter(({ placed, refused }) => !placed && !refused).map(({ mark }) => stuck(`${mark} got no answer`)),
    ...accepted
      .filter(({ id }) => !entries.has(id))
      .map(({ id, mark }) => lost(`order ${id} of ${mark} was answered 201 and is not there`)),
    ...[...owners]
      .filter(([, of]) => of.length > 1)
      .map(([id, of]) => wrong(`order ${id} was the answer to ${of.map(({ mark }) => mark).join(' and ')}`)),
    ...[...ofMark]
      .filter(([, of]) => of.length > 1)
      .map(([mark, of]) => doubled(`${mark} ordered once and has ${of.length} orders`)),
    ...orders
      .filter(({ id }) => !owners.has(id))
      .map(({ id, customer }) => wrong(`order ${id} of ${customer} is there and was never answered`)),
    ...orders
      .filter(({ status }) => !finalStatuses.includes(status))
      .map(({ id, status }) => stuck(`order ${id} is ${status}`)),
  ];
  const refused = recorded.filter((one) => one.refused).length;
  const balance = `${accepted.length} accepted${refused > 0 ? ` (${refused} refused)` : ''} = ${orders.length} in the database: ${tally(orders.map(({ status }) => status))}`;
  return { name: 'orders', balance, findings };
};

/** Every order was placed once and ended once, as the events tell it, and all its events were published. */
export const bookOfEndings = ({ orders, published }: Ledgers): Book => {
  const ofOrder = grouped(
    published.filter(({ service }) => service === 'orders'),
    ({ subject }) => subject,
  );
  const findings = orders.flatMap(({ id, status, version }): readonly Finding[] => {
    const events = ofOrder.get(`order/${id}`) ?? [];
    const count = (name: string) => events.filter((event) => event.name === name).length;
    const due = { 'order.placed': 1, 'order.delivered': 0, 'order.cancelled': 0, [`order.${status}`]: 1 };
    return [
      ...Object.entries(due).flatMap(([name, often]) => {
        const found = count(name);
        if (found === often) return [];
        const what = `order ${id} is ${status}, and ${name} was published ${found} times`;
        return [found < often ? lost(what) : doubled(what)];
      }),
      ...sequenceFindings(
        `order ${id}`,
        version,
        events.map(({ sequence }) => sequence),
      ),
    ];
  });
  const ends = published.filter(({ name }) => name === 'order.delivered' || name === 'order.cancelled');
  return { name: 'endings', balance: `${orders.length} orders = ${tally(ends.map(({ name }) => name))}`, findings };
};

/** An aggregate of version n has published 1 to n, each once. */
export const sequenceFindings = (whose: string, version: number, sequences: readonly number[]): readonly Finding[] => {
  const missing = Array.from({ length: version }, (_, index) => index + 1).filter((one) => !sequences.includes(one));
  const twice = sequences.filter((one, index) => sequences.indexOf(one) !== index);
  const beyond = sequences.filter((one) => one > version);
  return [
    ...missing.map((one) => lost(`event ${one} of ${version} of ${whose} was not published`)),
    ...twice.map((one) => doubled(`two different events of ${whose} have the sequence ${one}`)),
    ...beyond.map((one) => wrong(`${whose} is of version ${version} and has published event ${one}`)),
  ];
};

/** Every order has one ticket, which ended as the order did. */
export const bookOfTickets = ({ orders, tickets, published }: Ledgers): Book => {
  const ofOrder = grouped(tickets, ({ orderId }) => orderId);
  const events = grouped(
    published.filter(({ service }) => service === 'kitchen'),
    ({ subject }) => subject,
  );
  const known = new Set(orders.map(({ id }) => id));
  const endOf: Readonly<Record<string, string>> = { delivered: 'closed', cancelled: 'cancelled' };
  const findings: readonly Finding[] = [
    ...orders.flatMap(({ id, status }) => {
      const own = ofOrder.get(id) ?? [];
      const [ticket] = own;
      if (!ticket) return [lost(`order ${id} has no ticket`)];
      if (own.length > 1) return [doubled(`order ${id} has ${own.length} tickets`)];
      return ticket.status === endOf[status] ? [] : [stuck(`order ${id} is ${status}, its ticket ${ticket.status}`)];
    }),
    ...tickets
      .filter(({ orderId }) => !known.has(orderId))
      .map(({ orderId }) => wrong(`a ticket is for order ${orderId}, which does not exist`)),
    ...tickets.flatMap(({ orderId, version }) =>
      sequenceFindings(
        `the ticket of order ${orderId}`,
        version,
        (events.get(`order/${orderId}`) ?? []).map(({ sequence }) => sequence),
      ),
    ),
  ];
  const balance = `${orders.length} orders = ${tickets.length} tickets: ${tally(tickets.map(({ status }) => status))}`;
  return { name: 'tickets', balance, findings };
};

import { doubled, grouped, lost, tally, wrong, type Book, type Finding } from './book';
import type { Ledgers, LoggedEntry, OrderEntry, TicketEntry } from './ledgers';

/**
 * What couriers did: an order for delivery left once more than it came back when it was delivered, and as often when
 * it was not; each ride ended before the next began. What is collected never leaves.
 */
export const bookOfRides = ({ orders, log }: Ledgers): Book => {
  const rides = eventsByOrder(log, 'orders', ['order.out-for-delivery', 'order.undeliverable']);
  const findings = orders.flatMap((order): readonly Finding[] => {
    const names = (rides.get(order.id) ?? []).map(({ name }) => name);
    const often = (name: string) => names.filter((one) => one === name).length;
    const [left, back] = [often('order.out-for-delivery'), often('order.undeliverable')];
    const what = `the ${order.status} order ${order.id} for ${order.fulfilment} left ${left} times and came back ${back}`;
    if (order.fulfilment !== 'delivery') return left + back === 0 ? [] : [wrong(what)];
    const due = back + (order.status === 'delivered' ? 1 : 0);
    if (left !== due) return [left < due ? lost(what) : doubled(what)];
    return byTurns(names, ['order.out-for-delivery', 'order.undeliverable']) ? [] : [wrong(`${what}, not by turns`)];
  });
  const balance = tally([...rides.values()].flat().map(({ name }) => name));
  return { name: 'rides', balance, findings };
};

/**
 * What happened to each ticket, by the kitchen's events: started once at most and before it was ready, recalled only
 * after it was ready, and each recall names the readiness it takes back. A delivered order was made.
 */
export const bookOfReadiness = ({ orders, tickets, log }: Ledgers): Book => {
  const steps = eventsByOrder(log, 'kitchen', ['order.cooking-started', 'order.ready', 'order.recalled']);
  const delivered = new Set(orders.filter(({ status }) => status === 'delivered').map(({ id }) => id));
  const findings = tickets.flatMap((ticket): readonly Finding[] => {
    const own = steps.get(ticket.orderId) ?? [];
    const whose = `the ticket of order ${ticket.orderId}`;
    const unmade = delivered.has(ticket.orderId) && own.every(({ name }) => name !== 'order.ready');
    return [
      ...(unmade ? [lost(`order ${ticket.orderId} was delivered and never made`)] : []),
      ...inTheMaking(own, whose, ticket),
    ];
  });
  return { name: 'readiness', balance: tally([...steps.values()].flat().map(({ name }) => name)), findings };
};

const inTheMaking = (own: readonly LoggedEntry[], whose: string, { wasReady }: TicketEntry): readonly Finding[] => {
  const starts = own.filter(({ name }) => name === 'order.cooking-started');
  const turns = own.filter(({ name }) => name !== 'order.cooking-started');
  const isReady = turns.at(-1)?.name === 'order.ready';
  return [
    ...(starts.length > 1 ? [doubled(`${whose} was started ${starts.length} times`)] : []),
    ...(turns.length > 0 && starts.length === 0 ? [lost(`${whose} was ready and never started`)] : []),
    ...(turns.length > 0 && starts[0] !== own[0] && starts.length > 0
      ? [wrong(`${whose} was ready before its start`)]
      : []),
    ...(byTurns(
      turns.map(({ name }) => name),
      ['order.ready', 'order.recalled'],
    )
      ? []
      : [wrong(`${whose} was ready and recalled, but not by turns`)]),
    ...turns.flatMap(({ name, data }, index) =>
      name !== 'order.recalled' || data?.readySequence === turns[index - 1]?.sequence
        ? []
        : [wrong(`a recall of ${whose} names the readiness ${data?.readySequence}, which is not the last one`)],
    ),
    ...(isReady === wasReady ? [] : [wrong(`${whose} is ${wasReady ? '' : 'not '}ready, its events say otherwise`)]),
  ];
};

/**
 * Orders that nobody started: the kitchen said so once a level, one after the other, and kitchen and orders know the
 * last one. The system calls off what reached the last level, and nothing else; what reached it was called off or begun.
 */
export const bookOfUnattended = ({ orders, tickets, log }: Ledgers): Book => {
  const said = eventsByOrder(log, 'kitchen', ['order.unattended']);
  const begun = new Set(log.filter(({ name }) => name === 'order.cooking-started').map(({ subject }) => subject));
  const tickedAt = new Map(tickets.map(({ orderId, unattended }) => [orderId, unattended]));
  const findings = orders.flatMap((order): readonly Finding[] => {
    const levels = (said.get(order.id) ?? []).map(({ data }) => data?.level ?? 0);
    return [
      ...levelFindings(order.id, levels),
      ...knownFindings(order, levels.at(-1) ?? 0, tickedAt.get(order.id) ?? 0),
      ...givenUpFindings(order, levels.includes(3), begun.has(`order/${order.id}`)),
    ];
  });
  const levels = [...said.values()].flat().map(({ data }) => `of level ${data?.level}`);
  const givenUp = orders.filter(({ cancelledBy }) => cancelledBy === 'system').length;
  return { name: 'unattended', balance: `${tally(levels)}; ${givenUp} given up`, findings };
};

const levelFindings = (id: string, levels: readonly number[]): readonly Finding[] => {
  const what = `order ${id} was unattended at the levels ${levels.join(', ')}`;
  if (new Set(levels).size < levels.length) return [doubled(what)];
  return levels.every((level, index) => level === index + 1) ? [] : [wrong(what)];
};

const knownFindings = ({ id, unattended }: OrderEntry, last: number, inKitchen: number): readonly Finding[] =>
  unattended === last && inKitchen === last
    ? []
    : [
        wrong(
          `order ${id} is unattended at level ${last}, for orders at ${unattended}, for the kitchen at ${inKitchen}`,
        ),
      ];

const givenUpFindings = (
  { id, status, cancelledBy }: OrderEntry,
  last: boolean,
  begun: boolean,
): readonly Finding[] => {
  if (cancelledBy === 'system' && !last) return [wrong(`order ${id} was given up before the last level`)];
  return last && status !== 'cancelled' && !begun
    ? [lost(`nobody started order ${id}, it is ${status} and was not given up`)]
    : [];
};

const eventsByOrder = (
  log: readonly LoggedEntry[],
  service: string,
  names: readonly string[],
): ReadonlyMap<string, readonly LoggedEntry[]> =>
  grouped(
    log
      .filter((event) => event.service === service && names.includes(event.name))
      .sort((a, b) => a.sequence - b.sequence),
    ({ subject }) => subject.replace('order/', ''),
  );

const byTurns = (names: readonly string[], turns: readonly [string, string]): boolean =>
  names.every((name, index) => name === turns[index % 2]);

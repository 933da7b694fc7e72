import type { Ledgers } from '../books/ledgers';

const finalOrders = ['delivered', 'cancelled'];
const finalTickets = ['closed', 'cancelled'];
const finalMessages = ['sent', 'recorded', 'failed', 'uncertain', 'withdrawn', 'withheld'];

/** What is still under way, a line each; empty when everything has come to its end. Pure. */
export const stillOpen = (ledgers: Ledgers): readonly string[] => {
  const count = (what: string, number: number) => (number > 0 ? [`${number} ${what}`] : []);
  return [
    ...count('events in outboxes', ledgers.outbox.length),
    ...count('deliveries not handled', missingDeliveries(ledgers)),
    ...count('orders not ended', ledgers.orders.filter(({ status }) => !finalOrders.includes(status)).length),
    ...count('tickets not ended', ledgers.tickets.filter(({ status }) => !finalTickets.includes(status)).length),
    ...count('messages not ended', ledgers.messages.filter(({ state }) => !finalMessages.includes(state)).length),
  ];
};

const missingDeliveries = ({ published, inbox, deadLetters, subscribers }: Ledgers): number => {
  const done = new Set([...inbox, ...deadLetters].map(({ eventId, queue }) => `${eventId} ${queue}`));
  const due = published.flatMap(({ eventId, type }) =>
    (subscribers.get(type) ?? []).map((queue) => `${eventId} ${queue}`),
  );
  return due.filter((key) => !done.has(key)).length;
};

/** Counters that only ever grow: two readings with the same sums and nothing open mean that nothing moves. */
export const sumsOf = ({ published, inbox, log, deadLetters, movements, messages, orders }: Ledgers): string =>
  [published, inbox, log, deadLetters, movements, messages, orders].map(({ length }) => length).join(' ');

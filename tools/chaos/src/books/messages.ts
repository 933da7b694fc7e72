import { doubled, grouped, lost, stuck, tally, wrong, type Book, type Finding } from './book';
import type { Disturbance, Ledgers, MessageEntry } from './ledgers';

const done = ['sent', 'uncertain'];

/** One message for each order, kind that was due and channel the customer gave, and each was told of once. */
export const bookOfMessages = ({ recorded, tickets, messages, published }: Ledgers): Book => {
  const wasReady = new Set(tickets.filter((ticket) => ticket.wasReady).map(({ orderId }) => orderId));
  const due = recorded.flatMap(({ placed, channels }) =>
    placed
      ? ['order-confirmed', ...(wasReady.has(placed.id) ? ['order-ready'] : [])].flatMap((kind) =>
          channels.map((channel) => `${kind} by ${channel} for order ${placed.id}`),
        )
      : [],
  );
  const found = grouped(messages, ({ kind, channel, orderId }) => `${kind} by ${channel} for order ${orderId}`);
  const told = grouped(
    published.filter(({ name }) => name === 'notification.sent'),
    ({ subject }) => subject,
  );
  const findings: readonly Finding[] = [
    ...due.filter((what) => !found.has(what)).map((what) => lost(`${what} was not written`)),
    ...[...found]
      .filter(([, of]) => of.length > 1)
      .map(([what, of]) => doubled(`${what} was written ${of.length} times`)),
    ...[...found.keys()].filter((what) => !due.includes(what)).map((what) => wrong(`${what} was not due`)),
    ...messages.flatMap(({ id, kind, channel, orderId, state }) => {
      const what = `${kind} by ${channel} for order ${orderId}`;
      if (state === 'failed') return [lost(`${what} was given up`)];
      if (!done.includes(state)) return [stuck(`${what} is ${state}`)];
      const often = (told.get(`notification/${id}`) ?? []).length;
      if (often === (state === 'uncertain' ? 0 : 1)) return [];
      const said = `${what} is ${state}, and notification.sent was published ${often} times`;
      return [state === 'sent' && often < 1 ? lost(said) : doubled(said)];
    }),
  ];
  const balance = `${due.length} due = ${messages.length} written: ${tally(messages.map(({ state }) => state))}`;
  return { name: 'messages', balance, findings };
};

/**
 * What is `sent` was taken by its provider once, and nothing twice. What is `uncertain` arrived or not, and something
 * came between its sending and its settling: only that explains it.
 */
export const bookOfProviders = ({ messages, taken, disturbances }: Ledgers): Book => {
  const times = grouped(taken, (id) => id);
  const known = new Set(messages.map(({ id }) => id));
  const uncertain = messages.filter(({ state }) => state === 'uncertain');
  const findings: readonly Finding[] = [
    ...messages.flatMap((message) => {
      const often = times.get(message.id)?.length ?? 0;
      const what = `${message.kind} by ${message.channel} for order ${message.orderId} is ${message.state}`;
      if (often > 1) return [doubled(`${what}, and was sent ${often} times`)];
      if (message.state === 'sent' && often === 0) return [lost(`${what}, and no provider has seen it`)];
      if (message.state === 'failed' && often === 1) return [wrong(`${what}, and was sent`)];
      return message.state !== 'uncertain' || disturbances.some((one) => explains(one, message))
        ? []
        : [wrong(`${what}, and nothing happened that explains it`)];
    }),
    ...[...times.keys()].filter((id) => !known.has(id)).map((id) => wrong(`a provider took what nobody wrote: ${id}`)),
  ];
  const arrived = uncertain.filter(({ id }) => times.has(id)).length;
  const doubt = uncertain.length === 0 ? '' : `, of ${uncertain.length} uncertain ${arrived} arrived`;
  const sent = messages.filter(({ state }) => state === 'sent').length;
  return { name: 'providers', balance: `${sent} sent${doubt} = ${taken.length} taken by providers`, findings };
};

/** Between sending and settling a process can die or be cut off from its database. */
const explains = ({ kind, target, fromMs, toMs }: Disturbance, message: MessageEntry): boolean =>
  (kind === 'kill' || kind.startsWith('database-')) &&
  (target === 'database' || target.startsWith('notifications-')) &&
  fromMs <= message.toMs &&
  toMs >= message.fromMs;

import { doubled, grouped, lost, stuck, tally, wrong, type Book, type Finding } from './book';
import type { Disturbance, Ledgers, MessageEntry } from './ledgers';

const done = ['sent', 'uncertain', 'withdrawn'];

type Channels = (given: readonly string[]) => readonly string[];

const everyWay: Channels = (given) => given;
const theQuickestWay: Channels = (given) => (given.includes('sms') ? ['sms'] : given);
const byEmail: Channels = (given) => given.filter((channel) => channel === 'email');

/** What a customer is told because of an event, and by which of the channels they gave. */
const dueBecauseOf: ReadonlyMap<string, readonly [kind: string, channels: Channels]> = new Map([
  ['order.placed', ['order-confirmed', everyWay]],
  ['order.ready', ['order-ready', everyWay]],
  ['order.cancelled', ['order-cancelled', everyWay]],
  ['order.out-for-delivery', ['order-on-its-way', theQuickestWay]],
  ['payment.processed', ['receipt', byEmail]],
  ['payment.refunded', ['receipt', byEmail]],
]);

const dueKinds = [...dueBecauseOf.values()].map(([kind]) => kind);

const inWords = ({ kind, channel, orderId, occurrence }: Omit<MessageEntry, 'id' | 'state' | 'fromMs' | 'toMs'>) =>
  `${kind} by ${channel} for order ${orderId} at ${occurrence}`;

const dueIn = ({ recorded, published }: Ledgers): readonly string[] => {
  const channelsOf = new Map(
    recorded.flatMap(({ placed, channels }) => (placed ? [[placed.id, channels] as const] : [])),
  );
  const due = published.flatMap(({ name, subject, sequence: occurrence }) => {
    const [kind = '', channels = byEmail] = dueBecauseOf.get(name) ?? [];
    const orderId = subject.replace('order/', '');
    return kind === ''
      ? []
      : channels(channelsOf.get(orderId) ?? []).map((channel) => inWords({ kind, channel, orderId, occurrence }));
  });
  return [...new Set(due)];
};

/**
 * One message for each event that asks for one and channel it takes, and each was told of once. What is said when
 * something is late, recalled or running out depends on more than the event, and is looked at only when it is there.
 */
export const bookOfMessages = (ledgers: Ledgers): Book => {
  const { messages, published } = ledgers;
  const due = dueIn(ledgers);
  const found = grouped(messages, inWords);
  const told = grouped(
    published.filter(({ name }) => name === 'notification.sent'),
    ({ subject }) => subject,
  );
  const findings: readonly Finding[] = [
    ...due.filter((what) => !found.has(what)).map((what) => lost(`${what} was not written`)),
    ...[...found]
      .filter(([, of]) => of.length > 1)
      .map(([what, of]) => doubled(`${what} was written ${of.length} times`)),
    ...messages
      .filter((message) => dueKinds.includes(message.kind) && !due.includes(inWords(message)))
      .map((message) => wrong(`${inWords(message)} was not due`)),
    ...messages.flatMap((message) => {
      const { id, state } = message;
      const what = inWords(message);
      if (state === 'failed') return [lost(`${what} was given up`)];
      if (!done.includes(state)) return [stuck(`${what} is ${state}`)];
      const often = (told.get(`notification/${id}`) ?? []).length;
      if (often === (state === 'sent' ? 1 : 0)) return [];
      const said = `${what} is ${state}, and notification.sent was published ${often} times`;
      return [state === 'sent' && often < 1 ? lost(said) : doubled(said)];
    }),
  ];
  const balance = `${due.length} due, ${messages.length} written: ${tally(messages.map(({ state }) => state))}`;
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
      const what = `${inWords(message)} is ${message.state}`;
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

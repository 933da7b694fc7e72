import { doubled, grouped, lost, wrong, type Book, type Finding } from './book';
import type { Disturbance, Ledgers, MessageEntry } from './ledgers';
import { inWords } from './messages';

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
      if (neverSent.includes(message.state) && often === 1) return [wrong(`${what}, and was sent`)];
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

const neverSent = ['failed', 'withdrawn', 'withheld'];

/** Between sending and settling a process can die or be cut off from its database. */
const explains = ({ kind, target, fromMs, toMs }: Disturbance, message: MessageEntry): boolean =>
  (kind === 'kill' || kind.startsWith('database-')) &&
  (target === 'database' || target.startsWith('notifications-')) &&
  fromMs <= message.toMs &&
  toMs >= message.fromMs;

import { doubled, grouped, lost, stuck, tally, wrong, type Book, type Finding } from './book';
import { dueMessages } from './due-messages';
import type { Ledgers, MessageEntry } from './ledgers';

const done = ['sent', 'uncertain', 'withdrawn', 'withheld'];
/** States in which a message has reached somebody, or may have. */
const reached = ['sent', 'uncertain'];

/** What is the same of two messages that must not both exist. */
export const inWords = ({
  kind,
  channel,
  about,
  occurrence,
}: Pick<MessageEntry, 'kind' | 'channel' | 'about' | 'occurrence'>): string =>
  `${kind} by ${channel} about ${about} at ${occurrence}`;

/** One message for each event that asks for one and channel it takes, and each was told of once. */
export const bookOfMessages = (ledgers: Ledgers): Book => {
  const { messages } = ledgers;
  const all = dueMessages(ledgers);
  const { due, corrections } = all;
  const dueInWords = new Set(due.map(inWords));
  const may = new Set([...due, ...corrections.map(({ correction }) => correction)].map(inWords));
  const found = grouped(messages, inWords);
  const findings: readonly Finding[] = [
    ...[...dueInWords].filter((what) => !found.has(what)).map((what) => lost(`${what} was not written`)),
    ...[...found]
      .filter(([, of]) => of.length > 1)
      .map(([what, of]) => doubled(`${what} was written ${of.length} times`)),
    ...[...found.keys()].filter((what) => !may.has(what)).map((what) => wrong(`${what} was not due`)),
    ...correctionFindings(ledgers, all),
    ...endFindings(ledgers),
  ];
  const [states, kinds] = [messages.map(({ state }) => state), messages.map(({ kind }) => kind)].map(tally);
  const balance = `${dueInWords.size} due, ${messages.length} written: ${states}; of them ${kinds}`;
  return { name: 'messages', balance, findings };
};

/**
 * News of a readiness that was recalled is withdrawn or, where it has been read, corrected, unless the order was ready
 * again by then. No other news is withdrawn but that of a cancelled order.
 */
const correctionFindings = (
  { messages }: Ledgers,
  { corrections, mayBeOvertaken }: Pick<ReturnType<typeof dueMessages>, 'corrections' | 'mayBeOvertaken'>,
): readonly Finding[] => {
  const found = grouped(messages, inWords);
  const recalled = new Set(corrections.map(({ news }) => inWords(news)));
  return [
    ...corrections.flatMap(({ news, correction, readyAgain }) => {
      const wasRead = (found.get(inWords(news)) ?? []).some(({ state }) => reached.includes(state));
      const isCorrected = found.has(inWords(correction));
      if (isCorrected && !wasRead) return [wrong(`${inWords(correction)} takes back what reached nobody`)];
      return wasRead && !isCorrected && !readyAgain
        ? [lost(`${inWords(news)} was taken back, and nobody said so`)]
        : [];
    }),
    ...messages
      .filter(({ state }) => state === 'withdrawn')
      .filter((message) => !recalled.has(inWords(message)) && !mayBeOvertaken(message))
      .map((message) => wrong(`${inWords(message)} is withdrawn, and nothing was taken back`)),
  ];
};

/** What is told of a message in each state, once. */
const toldOf: Readonly<Record<string, string>> = { sent: 'notification.sent', withheld: 'notification.failed' };

const endFindings = ({ messages, published }: Ledgers): readonly Finding[] => {
  const told = grouped(published, ({ name, subject }) => `${name} ${subject}`);
  return messages.flatMap((message) => {
    const { id, state } = message;
    const what = inWords(message);
    if (state === 'failed') return [lost(`${what} was given up`)];
    if (!done.includes(state)) return [stuck(`${what} is ${state}`)];
    return Object.values(toldOf).flatMap((name) => {
      const often = (told.get(`${name} notification/${id}`) ?? []).length;
      const due = toldOf[state] === name ? 1 : 0;
      if (often === due) return [];
      const said = `${what} is ${state}, and ${name} was published ${often} times`;
      return [often < due ? lost(said) : doubled(said)];
    });
  });
};

import type { Finding, Say } from './finding';
import type { Channel, RecordedOrder } from './record';
import { countOf, type SeenMessage, type SeenOrder } from './seen';

type Channels = (given: readonly Channel[]) => readonly Channel[];

const everyWay: Channels = (given) => given;
const theQuickestWay: Channels = (given) => (given.includes('sms') ? ['sms'] : given);
const byEmail: Channels = (given) => given.filter((channel) => channel === 'email');

/** What a customer is told each time something happens, and by which of the channels they gave. */
const said: readonly {
  readonly kind: string;
  readonly because: readonly [string, ...string[]];
  readonly channels: Channels;
}[] = [
  { kind: 'order-confirmed', because: ['order.placed'], channels: everyWay },
  { kind: 'order-ready', because: ['order.ready'], channels: everyWay },
  { kind: 'order-cancelled', because: ['order.cancelled'], channels: everyWay },
  { kind: 'order-on-its-way', because: ['order.out-for-delivery'], channels: theQuickestWay },
  { kind: 'receipt', because: ['payment.processed', 'payment.refunded'], channels: byEmail },
];

const ended = ['sent', 'recorded', 'uncertain'];

/**
 * A message each for everything that happened and is told, on every channel that takes it, and none of them given up
 * or under way. What is said of a delay or a recall depends on more than what happened, and must only come to an end.
 */
export const messageFindings = ({ channels }: RecordedOrder, seen: SeenOrder, say: Say): readonly Finding[] => [
  ...said.flatMap(({ kind, because, channels: taking }) =>
    taking(channels).flatMap((channel) => countFindings({ kind, channel, because }, seen, say)),
  ),
  ...twice(seen.messages).map((what) => say('doubled', `the ${what} was written twice`)),
  ...seen.messages.flatMap((message) => endFindings(message, seen, say)),
];

const inWords = ({ kind, channel }: Pick<SeenMessage, 'kind' | 'channel'>) => `${kind} message by ${channel}`;

interface Expected extends Pick<SeenMessage, 'kind' | 'channel'> {
  readonly because: readonly string[];
}

/** There are as many as there are events that ask for one. */
const countFindings = ({ because, ...expected }: Expected, seen: SeenOrder, say: Say): readonly Finding[] => {
  const found = seen.messages.filter(({ kind, channel }) => kind === expected.kind && channel === expected.channel);
  const due = countOf(seen, ...because);
  if (found.length < due)
    return [say('lost', `of the ${inWords(expected)} there are ${found.length} instead of ${due}`)];
  if (found.length === due) return [];
  const heard = `${due} ${because.join(' and ')}`;
  return [say('lost', `of the ${inWords(expected)} there are ${found.length}, and analytics has ${heard}`)];
};

/** At most one message is about one event. */
const twice = (messages: readonly SeenMessage[]): readonly string[] => {
  const keys = messages.map((message) => `${inWords(message)} ${message.occurrence}`);
  return messages.filter((_, index) => keys.indexOf(keys[index] ?? '') !== index).map(inWords);
};

/** News of an order may be withdrawn when the order is cancelled, and that it is ready when it is recalled, too. */
const withdrawnBy: Readonly<Record<string, readonly string[]>> = {
  'order-confirmed': ['order.cancelled'],
  'order-ready': ['order.recalled', 'order.cancelled'],
  'order-not-ready': ['order.cancelled'],
  'order-late': ['order.cancelled'],
  'order-on-its-way': ['order.cancelled'],
};

const endFindings = (message: SeenMessage, seen: SeenOrder, say: Say): readonly Finding[] => {
  const { kind, state } = message;
  const mayBeWithdrawn = (withdrawnBy[kind] ?? []).some((name) => countOf(seen, name) > 0);
  if ((state === 'withdrawn' && mayBeWithdrawn) || ended.includes(state)) return [];
  if (state === 'failed') return [say('lost', `the ${inWords(message)} was given up`)];
  return [say('stuck', `the ${inWords(message)} is ${state}`)];
};

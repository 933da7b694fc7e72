import type { MessageEntry } from '../../ledgers';
import { change, twice, without } from '../changes';
import { any, good, isEvent, saying, type Imbalance } from './imbalance';

type Part = Partial<MessageEntry>;

const like = (part: Part) => (message: MessageEntry) =>
  Object.entries(part).every(([key, value]) => message[key as keyof MessageEntry] === value);
const message = (part: Part, by: Part) => ({ messages: change(good.messages, like(part), by) });
const lacking = (part: Part) => ({ messages: without(good.messages, like(part)) });
const asWell = (part: Part) => ({ messages: [...good.messages, { ...good.messages[0]!, id: 'm99', ...part }] });

const dueOf = (part: Part, what: string): Imbalance => [
  `${what} that was not written`,
  'messages',
  'lost',
  lacking(part),
];

/** What people were told, and what providers took. */
export const messageImbalances: readonly Imbalance[] = [
  dueOf({ kind: 'order-confirmed' }, 'a confirmation'),
  dueOf({ kind: 'order-ready', occurrence: 5 }, 'news of a second readiness'),
  dueOf({ kind: 'order-late' }, 'an apology'),
  dueOf({ kind: 'order-on-its-way', occurrence: 5 }, 'news of a second ride'),
  dueOf({ kind: 'receipt', occurrence: 2 }, 'a receipt of a payment'),
  dueOf({ kind: 'receipt', occurrence: 7 }, 'a receipt of a refund'),
  dueOf({ kind: 'order-unattended', occurrence: 2, channel: 'email' }, 'a warning of the manager'),
  dueOf({ kind: 'low-stock' }, 'a want'),
  dueOf({ kind: 'purchase-order' }, 'an order from a supplier'),
  ['a message written twice', 'messages', 'doubled', { messages: twice(good.messages, any) }],
  ['a message given up', 'messages', 'lost', message({}, { state: 'failed' })],
  ['a message not yet sent', 'messages', 'stuck', message({}, { state: 'claimed' })],
  ['a message that was not due', 'messages', 'wrong', asWell({ kind: 'order-cancelled' })],
  ['an apology to who is not late', 'messages', 'wrong', saying('order.estimate-changed', {})],
  [
    'a readiness taken back that nobody corrected',
    'messages',
    'lost',
    {
      ...lacking({ kind: 'order-not-ready' }),
      published: good.published.filter(({ name, sequence }) => name !== 'order.ready' || sequence !== 5),
    },
  ],
  [
    'a correction of what nobody read',
    'messages',
    'wrong',
    asWell({ kind: 'order-not-ready', channel: 'email', occurrence: 4 }),
  ],
  ['news withdrawn that nobody took back', 'messages', 'wrong', message({ occurrence: 5 }, { state: 'withdrawn' })],
  [
    'a warning withdrawn because its order was cancelled',
    'messages',
    'wrong',
    message({ kind: 'order-unattended' }, { state: 'withdrawn' }),
  ],
  ['a message told twice', 'messages', 'doubled', { published: twice(good.published, isEvent('notification.sent')) }],
  ['a message not told', 'messages', 'lost', { published: without(good.published, isEvent('notification.sent')) }],
  [
    'a message withheld without a word',
    'messages',
    'lost',
    { published: without(good.published, isEvent('notification.failed')) },
  ],
  ['a message that was sent twice', 'providers', 'doubled', { taken: twice(good.taken, any) }],
  ['a message that no provider has seen', 'providers', 'lost', { taken: good.taken.slice(1) }],
  ['a message given up and sent', 'providers', 'wrong', message({}, { state: 'failed' })],
  ['a message withdrawn and sent', 'providers', 'wrong', message({ occurrence: 5 }, { state: 'withdrawn' })],
  ['a message that nobody wrote', 'providers', 'wrong', { taken: [...good.taken, 'x'] }],
  ['an uncertain message without a reason', 'providers', 'wrong', message({}, { state: 'uncertain' })],
  ['an uncertain message that is told as sent', 'messages', 'doubled', message({}, { state: 'uncertain' })],
];

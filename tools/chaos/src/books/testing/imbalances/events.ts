import { twice, without } from '../changes';
import { any, good, type Imbalance } from './imbalance';

/** The log, deliveries, what was left behind, and the metrics made anew. */
export const eventImbalances: readonly Imbalance[] = [
  ['an event that analytics missed', 'log', 'lost', { log: without(good.log, any) }],
  ['an event kept twice', 'log', 'doubled', { log: twice(good.log, any) }],
  ['an event noted as published twice', 'log', 'doubled', { published: twice(good.published, any) }],
  ['an event that nobody published', 'log', 'wrong', { log: [...good.log, { ...good.log[0]!, eventId: 'x' }] }],
  ['metrics that were not made anew', 'rebuild', 'lost', { rebuild: undefined }],
  [
    'a row that was not made anew',
    'rebuild',
    'wrong',
    rebuilt({ payment_metrics: ['p1'], refund_metrics: ['r1', 'r2'] }),
  ],
  ['a row that was made anew only', 'rebuild', 'wrong', rebuilt({ ...good.rebuild!.after, order_steps: ['s1'] })],
  ['an event that a subscription never handled', 'deliveries', 'lost', { inbox: without(good.inbox, any) }],
  ['an event in the inbox twice', 'deliveries', 'doubled', { inbox: twice(good.inbox, any) }],
  [
    'an event handled and never published',
    'deliveries',
    'wrong',
    { inbox: [...good.inbox, { eventId: 'x', queue: 'kitchen.tickets' }] },
  ],
  [
    'a dead letter',
    'leftovers',
    'lost',
    { deadLetters: [{ queue: 'q', eventId: 'x', reason: 'rejected', error: 'no' }] },
  ],
  ['a parked event', 'leftovers', 'lost', { parked: [{ service: 'orders', eventId: 'x', error: 'no' }] }],
  ['an event left in an outbox', 'leftovers', 'stuck', { outbox: [{ service: 'orders', eventId: 'x', type: 't' }] }],
];

function rebuilt(after: Readonly<Record<string, readonly string[]>>) {
  return { rebuild: { before: good.rebuild!.before, after } };
}

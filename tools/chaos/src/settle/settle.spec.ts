import type { Ledgers } from '../books/ledgers';
import { aWholeRun } from '../books/testing/a-whole-run';
import { stillOpen } from './open';
import { settle } from './settle';

const good = aWholeRun();

describe('what is still open', () => {
  const open: readonly (readonly [string, Partial<Ledgers>])[] = [
    ['1 events in outboxes', { outbox: [{ service: 'orders', eventId: 'x', type: 't' }] }],
    ['1 deliveries not handled', { inbox: good.inbox.slice(1) }],
    [`${good.orders.length} orders not ended`, { orders: good.orders.map((order) => ({ ...order, status: 'ready' })) }],
    [
      `${good.tickets.length} tickets not ended`,
      { tickets: good.tickets.map((ticket) => ({ ...ticket, status: 'cooking' })) },
    ],
    [
      `${good.messages.length} messages not ended`,
      { messages: good.messages.map((message) => ({ ...message, state: 'claimed' })) },
    ],
  ];

  it('is nothing when all has come to its end', () => expect(stillOpen(good)).toEqual([]));

  it.each(open)('is told: %s', (what, change) => expect(stillOpen({ ...good, ...change })).toEqual([what]));

  it('is no event that a subscription gave up: that is a finding of the books', () => {
    const [first, ...inbox] = good.inbox;
    const deadLetters = [{ queue: first?.queue ?? '', eventId: first?.eventId ?? '', reason: 'rejected', error: '' }];
    expect(stillOpen({ ...good, inbox, deadLetters })).toEqual([]);
  });
});

describe('waiting until all is settled', () => {
  /** A time that is over at the first reading, however soon that comes. */
  const over = -1;
  const waiting = (readings: Ledgers[], queues: (number | undefined)[] = [], withinMs = 60_000) =>
    settle({
      read: () => Promise.resolve(readings.length > 1 ? (readings.shift() ?? good) : (readings[0] ?? good)),
      queues: () => Promise.resolve([{ name: 'kitchen.tickets', messages: queues.length > 0 ? queues.shift() : 0 }]),
      withinMs,
      say: () => {},
      againAfterMs: 1,
    });

  it('takes two readings with the same sums, and empty queues between them', async () => {
    const more = { ...good, log: good.log.slice(1) };
    const readings = [more, good, good];
    await expect(waiting(readings)).resolves.toMatchObject({ open: [], ledgers: good });
    expect(readings).toHaveLength(1);
  });

  it('goes on while a queue holds a message', async () => {
    const queues = [3, 1, 0];
    await expect(waiting([good], queues)).resolves.toMatchObject({ open: [] });
    expect(queues).toEqual([]);
  });

  it('goes on while a queue cannot be counted', async () => {
    const queues = [undefined, 0];
    await expect(waiting([good], queues)).resolves.toMatchObject({ open: [] });
    expect(queues).toEqual([]);
    await expect(waiting([good], [undefined], over)).resolves.toMatchObject({
      open: ['nobody knows how many messages in kitchen.tickets'],
    });
  });

  it('ends with what is open when the time is over', async () => {
    const outbox = [{ service: 'orders', eventId: 'x', type: 't' }];
    await expect(waiting([{ ...good, outbox }], [], over)).resolves.toMatchObject({ open: ['1 events in outboxes'] });
    await expect(waiting([good], [5, 5, 5], over)).resolves.toMatchObject({ open: [expect.any(String)] });
  });
});

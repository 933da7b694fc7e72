import type { SeenOrder } from '../books/seen';
import { percentiles, stepsOf } from './steps';
import { isGood, type Outcome, summaryOf } from './summary';

const delivered: SeenOrder = {
  order: {
    status: 'delivered',
    placedAt: '2026-03-14T18:30:00Z',
    deliveredAt: '2026-03-14T18:31:00Z',
    promisedAt: '2026-03-14T18:50:00Z',
    halves: false,
    money: { status: 'paid', total: 1_000, paid: 1_000, refunded: 0 },
  },
  tickets: [{ status: 'closed', startedAt: '2026-03-14T18:30:10Z', readyAt: '2026-03-14T18:30:40Z' }],
  reservations: ['committed'],
  messages: [
    { kind: 'order-confirmed', channel: 'sms', occurrence: 1, state: 'recorded', sentAt: '2026-03-14T18:30:01Z' },
    { kind: 'order-confirmed', channel: 'email', occurrence: 1, state: 'recorded', sentAt: '2026-03-14T18:30:02Z' },
  ],
  events: [],
};

const outcome: Outcome = {
  asked: { orders: 1, changingTheirMind: 0, unattended: 0 },
  recorded: [{ key: 'k1', mark: 'Guest 1 of run', channels: ['sms'], placed: { id: 'o1', number: 1 } }],
  seen: new Map([['o1', delivered]]),
  findings: [],
  answerMs: [12],
  traffic: { requests: 40, retries: 3, serverErrors: 0 },
  seconds: 61,
  recordFile: 'run.jsonl',
};

describe('the summary', () => {
  it('is good when every order asked for was taken and nothing is lost, doubled or stuck', () => {
    expect(isGood(outcome)).toBe(true);
    expect(summaryOf(outcome)).toContain('All accounted for, after 61 s');
    expect(summaryOf(outcome)).toMatch(/^delivered +1$/m);
  });

  it('is not good when an order was not taken', () => {
    expect(isGood({ ...outcome, asked: { ...outcome.asked, orders: 2 } })).toBe(false);
  });

  it('tells what the pizzeria was put through, and nothing of what never came', () => {
    const text = summaryOf({
      ...outcome,
      recorded: [
        { ...outcome.recorded[0]!, placed: undefined, refused: { status: 409, code: 'sold-out' } },
        { ...outcome.recorded[0]!, key: 'k1-try-2', requestedFor: '2026-03-14T18:50:00Z' },
      ],
      seen: new Map([
        [
          'o1',
          {
            ...delivered,
            order: { ...delivered.order!, halves: true },
            events: [{ id: 'e1', name: 'order.recalled' }],
          },
        ],
        ['o2', { ...delivered, order: { ...delivered.order!, status: 'cancelled', cancelledBy: 'system' } }],
      ]),
    });
    for (const row of ['with half-and-half', 'for later', 'recalled', 'given up unattended', 'answered sold out'])
      expect(text).toMatch(new RegExp(`^${row} +1$`, 'm'));
    for (const row of ['brought back', 'refunds', 'answered too soon', 'refused']) expect(text).not.toContain(row);
  });

  it('names the answer to a customer who was refused for good', () => {
    const refused = { ...outcome.recorded[0]!, placed: undefined, refused: { status: 409, code: 'closed' } };
    expect(summaryOf({ ...outcome, recorded: [refused] })).toMatch(/^refused +1 \(409 closed\)$/m);
  });

  it('counts orders, not findings, and says what is wrong with each', () => {
    const finding = { mark: 'Guest 1 of run', orderId: 'o1', kind: 'lost' } as const;
    const findings = [
      { ...finding, what: 'there is no ticket' },
      { ...finding, what: 'there is no reservation' },
    ];
    const text = summaryOf({ ...outcome, findings });
    expect(isGood({ ...outcome, findings })).toBe(false);
    expect(text).toMatch(/^lost +1$/m);
    expect(text).toContain('LOST: Guest 1 of run (o1): there is no ticket');
    expect(text).toContain('NOT ALL IS WELL');
  });

  it('measures each step, a message by the last of its channels', () => {
    expect(Object.fromEntries(stepsOf([12], [delivered]).map(({ name, p50 }) => [name, p50]))).toEqual({
      'order answered': 12,
      'placed to cooking': 10_000,
      'cooking to ready': 30_000,
      'ready to handed over': 20_000,
      'placed to handed over': 60_000,
      'confirmation sent': 2_000,
      'ready message sent': 0,
    });
  });

  it('takes percentiles by nearest rank', () => {
    expect(percentiles(Array.from({ length: 100 }, (_, index) => 100 - index))).toEqual({
      count: 100,
      p50: 50,
      p95: 95,
    });
    expect(percentiles([])).toEqual({ count: 0, p50: 0, p95: 0 });
  });
});

import { carriedHeaders, headersOf, marksOf, originalRoutingKey } from './headers';

const marks = {
  attempts: 3,
  firstFailedAt: '2024-05-01T18:00:00Z',
  lastFailedAt: '2024-05-01T18:05:00Z',
  notBefore: '2024-05-01T18:06:00Z',
  reason: 'retries-exhausted',
  error: 'the oven is cold',
  stack: 'Error: the oven is cold',
  queue: 'kitchen.tickets',
  suspect: true,
  replays: 2,
} as const;

describe('marks in headers', () => {
  it('come back as they were written, with the first routing key', () => {
    const headers = headersOf(marks, 'order.placed.v2');
    expect(marksOf(headers)).toEqual(marks);
    expect(originalRoutingKey(headers)).toBe('order.placed.v2');
  });

  it('are absent where nothing is marked', () => {
    expect(headersOf({}, 'order.placed.v2')).toEqual({ 'x-routing-key': 'order.placed.v2' });
    expect(marksOf({})).toEqual({});
  });

  it('are ignored where a stranger wrote them wrong', () => {
    expect(marksOf({ 'x-attempts': 'many', 'x-reason': 'bored', 'x-error': 7, 'x-suspect': 'yes' })).toEqual({});
  });

  it.each([-1, 0.5, 1e300, 2 ** 31, Number.NaN])('count nothing where a stranger counted %d', (value) => {
    expect(marksOf({ 'x-attempts': value, 'x-replays': value })).toEqual({});
  });

  it.each(['yesterday', '2024-13-01T18:00:00Z', '-99999-01-01T00:00:00Z', '2024', 7])(
    'know no time where a stranger wrote %s',
    (value) => {
      expect(marksOf({ 'x-first-failed-at': value, 'x-last-failed-at': value, 'x-not-before': value })).toEqual({});
    },
  );

  it('carry no foreign headers that would leave a copy no room for its own', () => {
    expect(carriedHeaders({ big: 'x'.repeat(9_000), small: 'y' })).toEqual({});
    expect(headersOf({}, 'x'.repeat(70_000))).toEqual({ 'x-routing-key': 'x'.repeat(255) });
  });

  it('never grow beyond what fits into a frame', () => {
    const headers = headersOf({ error: 'e'.repeat(50_000), stack: 's'.repeat(50_000) }, 'order.placed.v2');
    expect(JSON.stringify(headers).length).toBeLessThan(16_384);
  });

  it('replace old marks on a copy, which keeps foreign headers and none of the broker’s', () => {
    const original = {
      ...headersOf(marks, 'order.placed.v2'),
      'x-death': [],
      'x-first-death-exchange': 'a',
      'x-last-death-reason': 'expired',
      'x-delivery-count': 4,
      'x-acquired-count': 4,
      'x-deathless': 'a header of somebody',
      traceparent: '00-1-2-01',
    };
    expect(carriedHeaders(original)).toEqual({ 'x-deathless': 'a header of somebody', traceparent: '00-1-2-01' });
  });
});

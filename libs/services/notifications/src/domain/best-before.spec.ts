import { isTooOld } from './best-before';

const asked = { by: '01995f2a-7c00-7000-8000-0000000000e1', at: '2026-03-14T18:30:00.000Z' };

describe('a message', () => {
  it.each([
    ['order-ready', 'email', '2026-03-14T19:30:00.000Z'],
    ['order-ready', 'sms', '2026-03-14T19:00:00.000Z'],
    ['order-confirmed', 'email', '2026-03-14T20:30:00.000Z'],
    ['order-confirmed', 'sms', '2026-03-14T19:30:00.000Z'],
    ['low-stock', 'sms', '2026-03-15T06:30:00.000Z'],
    ['receipt', 'email', '2026-03-15T18:30:00.000Z'],
  ] as const)('of the kind %s by %s is worth sending until %s', (kind, channel, until) => {
    const last = Date.parse(until);
    expect(isTooOld({ kind, channel, asked }, new Date(last))).toBe(false);
    expect(isTooOld({ kind, channel, asked }, new Date(last + 1))).toBe(true);
  });

  it('of what a clock that is ahead calls the future is not old', () => {
    const earlier = new Date('2026-03-14T10:00:00.000Z');
    expect(isTooOld({ kind: 'order-ready', channel: 'sms', asked }, earlier)).toBe(false);
  });
});

import { formatMoney, formatTime, isTimeZone } from './format';

describe('money in messages', () => {
  it.each([
    [{ amount: 3198, currency: 'USD' }, '$31.98'],
    [{ amount: 5, currency: 'USD' }, '$0.05'],
    [{ amount: 0, currency: 'USD' }, '$0.00'],
    [{ amount: 3198, currency: 'JPY' }, '¥3,198'],
    [{ amount: 3198, currency: 'KWD' }, 'KWD 3.198'],
    [{ amount: 9007199254740991, currency: 'USD' }, '$90,071,992,547,409.91'],
  ])('writes %j as %s, to the last digit', (money, text) => {
    expect(formatMoney(money)).toBe(text);
  });
});

describe('times in messages', () => {
  it.each([
    ['America/New_York', '14:15'],
    ['Europe/Rome', '19:15'],
    ['Asia/Tokyo', '03:15'],
  ])('are those on the wall in %s', (zone, text) => {
    expect(formatTime('2026-03-14T18:15:00.000Z', zone)).toBe(text);
  });

  it('call midnight 00:00', () => {
    expect(formatTime('2026-03-14T00:00:00.000Z', 'UTC')).toBe('00:00');
  });

  it('know a time zone from a typo', () => {
    expect(isTimeZone('Europe/Rome')).toBe(true);
    expect(isTimeZone('Europe/Roma')).toBe(false);
  });
});

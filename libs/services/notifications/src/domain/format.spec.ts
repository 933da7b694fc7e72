import { formatMoment, formatMoney, formatQuantity, formatTime } from './format';

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

  it.each([
    ['2026-03-14T23:30:00.000Z', '19:30'],
    ['2026-03-15T03:59:00.000Z', '23:59'],
    ['2026-03-15T04:00:00.000Z', '00:00 on Sunday, 15 March'],
    ['2026-03-14T03:59:00.000Z', '23:59 on Friday, 13 March'],
    ['2027-03-14T18:30:00.000Z', '14:30 on Sunday, 14 March'],
  ])('name the day of %s where it is another one in the shop: %s', (timestamp, text) => {
    const shop = { name: 'Shop', timeZone: 'America/New_York', manager: {} };
    expect(formatMoment(timestamp, { shop, at: '2026-03-14T18:30:00.000Z' })).toBe(text);
  });
});

describe('quantities in messages', () => {
  it.each([
    [250, 'g', '250 g'],
    [1_800, 'g', '1.8 kg'],
    [10_000, 'ml', '10 l'],
    [1_000_001, 'g', '1,000.001 kg'],
    [1, 'piece', '1 piece'],
    [1_200, 'piece', '1,200 pieces'],
  ] as const)('are read aloud: %d %s is %s', (quantity, unit, text) => {
    expect(formatQuantity(quantity, unit)).toBe(text);
  });
});

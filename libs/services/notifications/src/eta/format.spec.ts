import type { Value } from '../domain/letter';
import { en } from '../texts/en';
import type { Language } from '../texts/language';
import { formatMoment, formatMoney, formatOrdered, formatQuantity, formatTime, formatValue } from './format';

describe('money in messages', () => {
  it.each([
    [{ amount: 3198, currency: 'USD' }, '$31.98'],
    [{ amount: 5, currency: 'USD' }, '$0.05'],
    [{ amount: 0, currency: 'USD' }, '$0.00'],
    [{ amount: 3198, currency: 'JPY' }, '¥3,198'],
    [{ amount: 3198, currency: 'KWD' }, 'KWD 3.198'],
    [{ amount: 9007199254740991, currency: 'USD' }, '$90,071,992,547,409.91'],
  ])('writes %j as %s, to the last digit', (money, text) => {
    expect(formatMoney(money, 'en')).toBe(text);
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
    const moment = { moment: timestamp, at: '2026-03-14T18:30:00.000Z' };
    expect(formatMoment(moment, en, 'America/New_York')).toBe(text);
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
    expect(formatQuantity(quantity, unit, en)).toBe(text);
  });
});

describe('another language', () => {
  const de: Language = {
    ...en,
    tag: 'de',
    phrases: {
      'on-another-day': '{time} am {day}',
      day: '{weekday}, {day}. {month}',
      'of-a-size': '{name}, {size}',
      with: '{what} mit {extras}',
      'so-many': '{quantity} mal {what}',
    },
    pieces: { one: '{quantity} Stück', other: '{quantity} Stück' },
  };
  const inGerman = (value: Value) => formatValue(value, de, 'Europe/Berlin');

  it('writes numbers, money and days in its own way', () => {
    expect(inGerman({ money: { amount: 319800, currency: 'EUR' } })).toBe('3.198,00 €');
    expect(inGerman({ moment: '2026-03-15T18:30:00.000Z', at: '2026-03-14T18:30:00.000Z' })).toBe(
      '19:30 am Sonntag, 15. März',
    );
    expect(inGerman({ quantity: 1_800, unit: 'g' })).toBe('1,8 kg');
    expect(inGerman({ quantity: 1_200, unit: 'piece' })).toBe('1.200 Stück');
    expect(inGerman('as somebody said it')).toBe('as somebody said it');
  });

  it('puts what was ordered together in its own way, and fills in nothing that a name holds in braces', () => {
    const ordered = { quantity: 2, name: '{size}', size: 'large', extras: ['basil', '{what}'] };
    expect(formatOrdered(ordered, de)).toBe('2 mal {size}, large mit basil, {what}');
    expect(formatOrdered({ quantity: 1, name: 'Cola', extras: [] }, de)).toBe('1 mal Cola');
  });
});

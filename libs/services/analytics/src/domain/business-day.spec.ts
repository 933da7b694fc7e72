import fc from 'fast-check';
import { businessDayOf, businessDays, daysBetween, type ShopDay } from './business-day';

const newYork: ShopDay = { timeZone: 'America/New_York', startsAt: 300 };

const hours = (day: string, shopDay: ShopDay): number => {
  const [only] = businessDays(day, day, shopDay);
  return ((only?.to ?? 0) - (only?.from ?? 0)) / 3_600_000;
};
const began = (day: string, shopDay: ShopDay): string =>
  new Date(businessDays(day, day, shopDay)[0]?.from ?? 0).toISOString();

describe('a business day', () => {
  it.each([
    ['2026-03-15T08:59:59.999Z', '2026-03-14'],
    ['2026-03-15T09:00:00.000Z', '2026-03-15'],
    ['2026-03-15T03:30:00.000Z', '2026-03-14'],
    ['2026-01-15T09:59:59.999Z', '2026-01-14'],
    ['2026-01-15T10:00:00.000Z', '2026-01-15'],
  ])('of a shop in New York that begins at five: %s is of %s', (at, day) => {
    expect(businessDayOf(Date.parse(at), newYork)).toBe(day);
  });

  it('is an hour shorter when the clocks go forward in its night, and longer when they go back', () => {
    expect(hours('2026-03-06', newYork)).toBe(24);
    expect(hours('2026-03-07', newYork)).toBe(23);
    expect(hours('2026-10-31', newYork)).toBe(25);
  });

  it('that begins at a time which the clocks leave out begins as much later', () => {
    expect(began('2026-03-08', { ...newYork, startsAt: 150 })).toBe('2026-03-08T07:30:00.000Z');
  });

  it('that begins at a time which the clocks show twice begins at the first of them', () => {
    expect(began('2026-11-01', { ...newYork, startsAt: 90 })).toBe('2026-11-01T05:30:00.000Z');
  });

  it('is one of those from one date to another, both included', () => {
    expect(businessDays('2026-02-27', '2026-03-02', newYork).map(({ day }) => day)).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(businessDays('2026-03-02', '2026-03-01', newYork)).toEqual([]);
    expect(daysBetween('2026-03-02', '2026-03-01')).toBe(-1);
  });

  it('ends where the next one begins, and every moment is of exactly one, whatever the clocks do', () => {
    const zones = ['America/New_York', 'Europe/Rome', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca'];
    const shopDay = fc.record({ timeZone: fc.constantFrom(...zones), startsAt: fc.integer({ min: 0, max: 1_439 }) });
    const moment = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') });
    fc.assert(
      fc.property(shopDay, moment, (shop, at) => {
        const day = businessDayOf(at, shop);
        const [only] = businessDays(day, day, shop);
        expect(only?.from).toBeLessThanOrEqual(at);
        expect(only?.to).toBeGreaterThan(at);
        expect(businessDayOf(only?.to ?? 0, shop)).not.toBe(day);
        expect(businessDayOf((only?.to ?? 0) - 1, shop)).toBe(day);
      }),
    );
  });
});

import { readConfig } from '@pizzeria/service';
import { isOpen } from './domain/hours';
import { settings, termsOf } from './settings';

it('a fresh clone takes orders at any hour', () => {
  const { hours } = termsOf(readConfig(settings, {}));
  for (const time of ['2026-03-15T03:59:00Z', '2026-03-15T04:00:00Z', '2026-12-25T09:00:00Z'])
    for (const shifts of [hours.pickup, hours.delivery]) expect(isOpen(shifts, new Date(time))).toBe(true);
});

it('each channel has its hours, in the time zone of the shop', () => {
  const { hours } = termsOf(
    readConfig(settings, { SHOP_TIME_ZONE: 'Europe/Rome', SHOP_HOURS_DELIVERY: 'Mo-Su 18:00-22:00' }),
  );
  expect(isOpen(hours.delivery, new Date('2026-07-01T15:59:00Z'))).toBe(false);
  expect(isOpen(hours.delivery, new Date('2026-07-01T16:00:00Z'))).toBe(true);
  expect(isOpen(hours.pickup, new Date('2026-07-01T15:59:00Z'))).toBe(true);
});

it.each([
  ['SHOP_HOURS_PICKUP', 'Mo-Fr 9-17', '"9" is no time from 00:00 to 24:00'],
  ['SHOP_HOURS_DELIVERY', 'daily 11:00-22:00', '"daily" names no days'],
  ['SHOP_TIME_ZONE', 'Europe/Roma', 'no known time zone'],
  ['SHOP_DAY_STARTS', '5', 'no time of day'],
  ['SHOP_MESSAGES', 'none', 'neither sent nor recorded'],
  ['SHOP_TRACE_LINK', 'https://traces.example.com/', 'does not hold {traceId}'],
  ['LATER_DAYS', '61', 'above 60'],
])('%s cannot be %s', (name, value, reason) => {
  expect(() => readConfig(settings, { [name]: value })).toThrow(reason);
});

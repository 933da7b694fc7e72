import { ConfigError, readConfig } from '@pizzeria/service';
import { settings, shopDayOf } from './settings';

describe('the day of the shop', () => {
  it('begins at five in New York where nothing is said', () => {
    expect(shopDayOf(readConfig(settings, {}))).toEqual({ timeZone: 'America/New_York', startsAt: 300 });
  });

  it('begins when and where it is set to', () => {
    const environment = { SHOP_TIME_ZONE: 'Europe/Rome', SHOP_DAY_STARTS: '23:45' };
    expect(shopDayOf(readConfig(settings, environment))).toEqual({ timeZone: 'Europe/Rome', startsAt: 1_425 });
  });

  it.each([
    ['SHOP_TIME_ZONE', 'Atlantis'],
    ['SHOP_DAY_STARTS', '24:00'],
    ['SHOP_DAY_STARTS', '5:00'],
    ['SHOP_DAY_STARTS', 'morning'],
  ])('cannot be %s=%s', (name, text) => {
    expect(() => readConfig(settings, { [name]: text })).toThrow(ConfigError);
  });
});

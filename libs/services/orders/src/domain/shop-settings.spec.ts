import { minutesLater, sixThirty } from '../testing/orders';
import { changeSettings, settingsAt, type SettingsChange, type ShopSettings } from './shop-settings';

const none: ShopSettings = { extraMinutes: 0 };
const busy: ShopSettings = { pausedUntil: minutesLater(30), extraMinutes: 15, extraMinutesUntil: minutesLater(90) };

const refusalOf = (change: SettingsChange): unknown => {
  try {
    changeSettings(none, change, sixThirty);
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
};

describe('a manager', () => {
  it('pauses the shop and lets orders take longer, each for itself', () => {
    const paused = changeSettings(none, { pausedUntil: minutesLater(30) }, sixThirty);
    expect(changeSettings(paused, { extra: { minutes: 15, until: minutesLater(90) } }, sixThirty)).toEqual(busy);
  });

  it('ends a pause and leaves the minutes, and the other way round', () => {
    expect(changeSettings(busy, { pausedUntil: null }, sixThirty)).toEqual({ ...busy, pausedUntil: undefined });
    expect(changeSettings(busy, { extra: { minutes: 0 } }, sixThirty)).toEqual({
      pausedUntil: busy.pausedUntil,
      extraMinutes: 0,
    });
  });

  it('cannot do so for longer than a day, nor for a time that is over', () => {
    const day = 24 * 60;
    expect(changeSettings(none, { pausedUntil: minutesLater(day) }, sixThirty).pausedUntil).toEqual(minutesLater(day));
    expect(
      refusalOf({ pausedUntil: minutesLater(day + 1), extra: { minutes: 5, until: minutesLater(0) } }),
    ).toMatchObject({
      kind: 'invalid',
      code: 'until-not-allowed',
      details: {
        errors: [
          { path: 'pausedUntil', message: 'this is more than 24 hours ahead' },
          { path: 'extraMinutesUntil', message: 'this time is over' },
        ],
      },
    });
  });
});

it('what a manager changed is over when its time is', () => {
  expect(settingsAt(busy, minutesLater(29))).toEqual(busy);
  expect(settingsAt(busy, minutesLater(30))).toEqual({ extraMinutes: 15, extraMinutesUntil: minutesLater(90) });
  expect(settingsAt(busy, minutesLater(90))).toEqual(none);
});

import fc from 'fast-check';
import { NotHours, readWeek, timeOfDay, weekdays, type Times, type Week, type Weekday } from './week';

const inWords = (times: readonly Times[]): string =>
  times.map(({ opens, closes }) => `${timeOfDay(opens)}-${timeOfDay(closes)}`).join(',');

describe('opening hours', () => {
  it('are read as two shifts a day, past midnight, with a day off', () => {
    const week = readWeek('Mo-Th 11:30-14:30,17:00-22:30; Fr,Sa 11:30-14:30,17:00-01:00; Su off');
    const shown = Object.entries(week).map(([day, times]) => `${day} ${inWords(times)}`);
    expect(shown).toEqual([
      'Mo 11:30-14:30,17:00-22:30',
      'Tu 11:30-14:30,17:00-22:30',
      'We 11:30-14:30,17:00-22:30',
      'Th 11:30-14:30,17:00-22:30',
      'Fr 11:30-14:30,17:00-01:00',
      'Sa 11:30-14:30,17:00-01:00',
      'Su ',
    ]);
    expect(week.Fr[1]).toEqual({ opens: 17 * 60, closes: 25 * 60 });
  });

  it('of all day are one stretch to midnight', () => {
    expect(readWeek('Mo-Su 00:00-24:00').We).toEqual([{ opens: 0, closes: 24 * 60 }]);
  });

  it('leave days that are not named closed, and days may run over the end of the week', () => {
    const week = readWeek('Sa-Mo 10:00-12:00');
    expect(weekdays.filter((day) => week[day].length > 0)).toEqual(['Mo', 'Sa', 'Su']);
  });

  it('of a later rule replace those of an earlier one', () => {
    const week = readWeek('Mo-Su 11:00-22:00; We off; Th 12:00-13:00');
    expect([week.Tu, week.We, week.Th].map(inWords)).toEqual(['11:00-22:00', '', '12:00-13:00']);
  });

  it.each([
    ['', 'it has an empty part'],
    ['Mo-Fr 11:30-22:30;', 'it has an empty part'],
    ['11:30-22:30', '"11:30-22:30" is no days with times, such as Mo-Fr 11:30-22:30'],
    ['Mo', '"Mo" is no days with times, such as Mo-Fr 11:30-22:30'],
    ['Mon 11:30-22:30', '"Mon" names no days; they are Mo, Tu, We, Th, Fr, Sa, Su'],
    ['Mo-We-Fr 11:30-22:30', '"Mo-We-Fr" names no days; they are Mo, Tu, We, Th, Fr, Sa, Su'],
    ['Mo 11:30', '"11:30" is no time to a time, such as 11:30-22:30'],
    ['Mo 11:30-25:00', '"25:00" is no time from 00:00 to 24:00'],
    ['Mo 11:30-22:60', '"22:60" is no time from 00:00 to 24:00'],
    ['Mo 9-17', '"9" is no time from 00:00 to 24:00'],
    ['Mo closed', '"closed" is no time from 00:00 to 24:00'],
    ['Mo 10:00-10:00', '"10:00-10:00" opens and closes at the same time; all day is 00:00-24:00'],
    ['Mo 24:00-02:00', '"24:00-02:00" opens when the day is over'],
    ['Mo 11:00-15:00,14:00-22:00', '"11:00-15:00,14:00-22:00" opens again before it closes'],
    ['Mo 17:00-01:00,18:00-20:00', '"17:00-01:00,18:00-20:00" opens again before it closes'],
  ])('cannot be read from "%s"', (text, why) => {
    expect(() => readWeek(text)).toThrow(new NotHours(why));
  });

  it('written from any week are read back as that week', () => {
    const times = fc
      .uniqueArray(fc.integer({ min: 0, max: 36 * 60 }), { minLength: 0, maxLength: 4 })
      .map((moments) => moments.sort((a, b) => a - b))
      .map((moments) => moments.flatMap((opens, index) => pairFrom(opens, moments[index + 1], index)))
      .filter((day) => day.every(({ opens, closes }) => opens < 24 * 60 && closes - opens < 24 * 60));
    const week = fc.record(Object.fromEntries(weekdays.map((day) => [day, times])) as Record<Weekday, typeof times>);
    fc.assert(fc.property(week, (asked) => expect(readWeek(written(asked))).toEqual(asked)));
  });
});

const pairFrom = (opens: number, closes: number | undefined, index: number): readonly Times[] =>
  index % 2 === 0 && closes !== undefined ? [{ opens, closes }] : [];

const written = (week: Week): string =>
  weekdays.map((day) => `${day} ${week[day].length === 0 ? 'off' : inWords(week[day])}`).join('; ');

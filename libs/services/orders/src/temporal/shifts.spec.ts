import { isOpen, openSince, opensNext, type ShiftsFrom } from '../domain/hours';
import { readWeek } from '../domain/week';
import { shiftsOf } from './shifts';

const newYork = (text: string): ShiftsFrom => shiftsOf(readWeek(text), 'America/New_York');
const at = (text: string): Date => new Date(text);

/** Shifts that open on these days of New York, as `opens/closes (hours)` in UTC. */
const shown = (shifts: ShiftsFrom, from: string, count: number): readonly string[] =>
  [...shifts(at(from))].slice(0, count).map(({ opens, closes }) => {
    const hours = (closes.getTime() - opens.getTime()) / 3_600_000;
    return `${opens.toISOString().slice(0, 16)}/${closes.toISOString().slice(0, 16)} (${hours} h)`;
  });

describe('a shop with two shifts a day', () => {
  const shifts = newYork('Mo-Th 11:30-14:30,17:00-22:30; Fr,Sa 11:30-14:30,17:00-01:00; Su off');

  it.each([
    ['at noon', '2026-03-18T12:00:00-04:00', true],
    ['at the minute it opens', '2026-03-18T11:30:00-04:00', true],
    ['a moment before it opens', '2026-03-18T11:29:59.999-04:00', false],
    ['a moment before it closes', '2026-03-18T14:29:59.999-04:00', true],
    ['at the minute it closes', '2026-03-18T14:30:00-04:00', false],
    ['between its shifts', '2026-03-18T15:00:00-04:00', false],
    ['past midnight of a Friday', '2026-03-21T00:59:59-04:00', true],
    ['at one in the morning after a Friday', '2026-03-21T01:00:00-04:00', false],
    ['past midnight of a Thursday', '2026-03-20T00:30:00-04:00', false],
    ['past midnight of a Saturday, on the day it is closed', '2026-03-22T00:30:00-04:00', true],
    ['on its day off', '2026-03-22T12:00:00-04:00', false],
  ])('%s is open: %s %s', (_, moment, open) => {
    expect(isOpen(shifts, at(moment))).toBe(open);
  });

  it.each([
    ['before the first shift', '2026-03-18T09:00:00-04:00', '2026-03-18T11:30:00-04:00'],
    ['between its shifts', '2026-03-18T14:30:00-04:00', '2026-03-18T17:00:00-04:00'],
    ['after the last one', '2026-03-18T22:30:00-04:00', '2026-03-19T11:30:00-04:00'],
    ['before its day off', '2026-03-22T01:00:00-04:00', '2026-03-23T11:30:00-04:00'],
  ])('says %s when it opens next', (_, moment, next) => {
    expect(opensNext(shifts, at(moment))).toEqual(at(next));
  });
});

describe('the clocks of New York', () => {
  it('go forward in March: the shifts keep their times on the wall', () => {
    expect(shown(newYork('Sa-Mo 11:30-22:30'), '2026-03-07T12:00:00Z', 3)).toEqual([
      '2026-03-07T16:30/2026-03-08T03:30 (11 h)',
      '2026-03-08T15:30/2026-03-09T02:30 (11 h)',
      '2026-03-09T15:30/2026-03-10T02:30 (11 h)',
    ]);
  });

  it('go back in November: the shifts keep their times on the wall', () => {
    expect(shown(newYork('Sa-Mo 11:30-22:30'), '2026-10-31T12:00:00Z', 3)).toEqual([
      '2026-10-31T15:30/2026-11-01T02:30 (11 h)',
      '2026-11-01T16:30/2026-11-02T03:30 (11 h)',
      '2026-11-02T16:30/2026-11-03T03:30 (11 h)',
    ]);
  });

  it('make a shift through the night an hour shorter in March, and an hour longer in November', () => {
    const nights = newYork('Sa 20:00-04:00');
    expect(shown(nights, '2026-03-07T12:00:00Z', 1)).toEqual(['2026-03-08T01:00/2026-03-08T08:00 (7 h)']);
    expect(shown(nights, '2026-10-31T12:00:00Z', 1)).toEqual(['2026-11-01T00:00/2026-11-01T09:00 (9 h)']);
    expect(isOpen(nights, at('2026-03-08T03:59:59-04:00'))).toBe(true);
    expect(isOpen(nights, at('2026-03-08T04:00:00-04:00'))).toBe(false);
    expect(isOpen(nights, at('2026-11-01T01:30:00-04:00'))).toBe(true);
    expect(isOpen(nights, at('2026-11-01T03:59:59-05:00'))).toBe(true);
    expect(isOpen(nights, at('2026-11-01T04:00:00-05:00'))).toBe(false);
  });

  it('leave half past two out in March: who would open then opens an hour of the wall later', () => {
    expect(shown(newYork('Su 02:30-06:00'), '2026-03-08T05:00:00Z', 1)).toEqual([
      '2026-03-08T07:30/2026-03-08T10:00 (2.5 h)',
    ]);
  });

  it('show half past one twice in November: who closes then closes at the first', () => {
    expect(shown(newYork('Sa 20:00-01:30'), '2026-10-31T12:00:00Z', 1)).toEqual([
      '2026-11-01T00:00/2026-11-01T05:30 (5.5 h)',
    ]);
  });
});

it('a shop that never closes is open at every hour of the year, through both changes of the clock', () => {
  const always = newYork('Mo-Su 00:00-24:00');
  const start = Date.UTC(2026, 0, 1);
  const closed = Array.from({ length: 365 * 24 }, (_, hour) => new Date(start + hour * 3_600_000)).filter(
    (moment) => !isOpen(always, moment),
  );
  expect(closed).toEqual([]);
});

it('a shop that never closes has always been open for a day and more, through both changes of the clock', () => {
  const always = newYork('Mo-Su 00:00-24:00');
  const start = Date.UTC(2026, 0, 1);
  const opened = Array.from({ length: 365 * 24 }, (_, hour) => new Date(start + hour * 3_600_000)).filter(
    (moment) => !((openSince(always, moment) ?? moment).getTime() <= moment.getTime() - 24 * 3_600_000),
  );
  expect(opened).toEqual([]);
});

it('a shop that is closed all week opens at no time', () => {
  expect(opensNext(newYork('Mo-Su off'), at('2026-03-18T12:00:00Z'))).toBeUndefined();
});

it('a shop open once a week says so in the hour after it closed', () => {
  expect(opensNext(newYork('We 11:00-12:00'), at('2026-03-18T12:00:00-04:00'))).toEqual(
    at('2026-03-25T11:00:00-04:00'),
  );
});

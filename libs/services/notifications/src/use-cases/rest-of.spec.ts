import { restOf } from './rest-of';

describe('the rest of a delay', () => {
  const happened = '2026-03-14T18:49:00.000Z';
  const after = (seconds: number) => () =>
    restOf(20_000, happened, { now: () => new Date(Date.parse(happened) + seconds * 1_000) });

  it.each([
    [0, 20_000],
    [5, 15_000],
    [19.999, 1],
    // The clock here is a little behind.
    [-3, 20_000],
  ])('is asked for %d seconds after it happened: %d ms', (seconds, delayMs) => {
    expect(after(seconds)).toThrow(expect.objectContaining({ delayMs }));
  });

  it.each([20, 3_600, -21, -3_600])('is over, or not to be told, %d seconds after it happened', (seconds) => {
    expect(after(seconds)()).toBe(true);
  });

  it('is nothing where there is no delay', () => {
    expect(restOf(0, happened, { now: () => new Date(happened) })).toBe(true);
  });
});

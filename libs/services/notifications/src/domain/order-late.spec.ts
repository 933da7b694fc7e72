import { isLate } from './order-late';

const promisedAt = '2026-03-14T18:50:00.000Z';

describe('an order', () => {
  it.each([
    ['2026-03-14T18:40:00.000Z', false],
    ['2026-03-14T19:00:00.000Z', false],
    ['2026-03-14T19:00:00.001Z', true],
  ])('that is expected at %s is late: %s', (newEstimate, late) => {
    expect(isLate({ newEstimate, promisedAt }, 10)).toBe(late);
  });
});

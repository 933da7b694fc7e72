import { shuffle } from './shuffle';

const ten = Array.from({ length: 10 }, (_, index) => index);

describe('a shuffle', () => {
  it('holds the same items, in an order that its seed decides', () => {
    expect(shuffle(ten, 7).toSorted((a, b) => a - b)).toEqual(ten);
    expect(shuffle(ten, 7)).toEqual(shuffle(ten, 7));
    expect(shuffle(ten, 7)).not.toEqual(shuffle(ten, 8));
    expect(ten[0]).toBe(0);
  });

  it('brings every item to every place', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 1_000; seed += 1)
      shuffle(ten, seed).forEach((item, place) => void seen.add(`${item} at ${place}`));
    expect(seen.size).toBe(100);
  });
});

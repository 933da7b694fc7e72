import type { Random } from '@pizzeria/simulator';

const recent = 60;

/** Thirty of the latest and ten of any age, every fifth of them twice, shuffled. Throws when there are none. */
export const chooseAgain = <T extends object>(all: readonly T[], chance: Random): readonly T[] => {
  if (all.length === 0) throw new Error('No event was heard that could be said again.');
  const from = (first: number, count: number) =>
    Array.from({ length: count }, () => all[chance.int(Math.max(0, first), all.length - 1)]).flatMap(
      (one) => one ?? [],
    );
  const once = [...from(all.length - recent, 30), ...from(0, 10)];
  const cards = [...once, ...once.filter((_, index) => index % 5 === 0)];
  for (let last = cards.length - 1; last > 0; last -= 1) {
    const other = chance.int(0, last);
    const [a, b] = [cards[last], cards[other]];
    if (a && b) [cards[last], cards[other]] = [b, a];
  }
  return cards;
};

import type { Journal } from '@pizzeria/bus';

/** A journal that refuses what a test tells it to: a full disk for letters that come, or for those that move. */
export interface FaultyJournal extends Journal {
  refuse(what: readonly ('append' | 'move')[]): void;
}

export const faultyJournal = (inner: Journal): FaultyJournal => {
  let refused: readonly string[] = [];
  const unless = (what: string): void => {
    if (refused.includes(what)) throw new Error('the disk is full');
  };
  return {
    refuse: (what) => void (refused = what),
    append: async (letters) => {
      unless('append');
      await inner.append(letters);
    },
    move: async (letter) => {
      unless('move');
      await inner.move(letter);
    },
    settle: (id) => inner.settle(id),
    load: (now) => inner.load(now),
    close: () => inner.close(),
  };
};

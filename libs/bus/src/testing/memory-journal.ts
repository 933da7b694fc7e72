import type { Journal, Letter } from '../in-memory/journal';

/** A disk for journals: what was written to it is there after the process that wrote it was killed. */
export interface JournalDisk {
  /** A journal on this disk, as a starting process opens it. */
  open(): Journal;
  /** Every journal opened so far is dead: calls under way write nothing and none resolves well. */
  kill(): void;
  /** While true, every write is refused. */
  full: boolean;
  letters(): readonly Letter[];
}

export const journalDisk = (): JournalDisk => {
  const stored = new Map<string, Letter>();
  const disk = { full: false };
  let life = 0;
  let inUse = false;
  const openIn = (born: number): Journal => {
    const write = async (change: () => void): Promise<void> => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (born !== life) throw new Error('the process of this journal was killed');
      if (disk.full) throw new Error('the disk is full');
      change();
    };
    return {
      append: (letters) => write(() => letters.forEach((letter) => stored.set(letter.id, copyOf(letter)))),
      settle: (id) => write(() => stored.delete(id)),
      move: (letter) => write(() => stored.set(letter.id, copyOf(letter))),
      load: async (now) => {
        for (const letter of inUse ? stored.values() : [])
          if (!letter.dueAt || letter.dueAt <= now)
            stored.set(letter.id, { ...letter, deaths: (letter.deaths ?? 0) + 1 });
        inUse = true;
        return [...stored.values()].map(copyOf).toSorted((left, right) => (left.id < right.id ? -1 : 1));
      },
      close: () => write(() => void (inUse = false)),
    };
  };
  return Object.assign(disk, {
    open: () => openIn(life),
    kill: () => {
      life += 1;
    },
    letters: () => [...stored.values()].map(copyOf),
  });
};

const copyOf = (letter: Letter): Letter => ({
  ...letter,
  body: Buffer.from(letter.body),
  marks: { ...letter.marks },
  ...(letter.dueAt && { dueAt: new Date(letter.dueAt) }),
});

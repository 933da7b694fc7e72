/** Handlers of one process: many together, or one alone. First come, first served. */
export interface Gate {
  /**
   * Resolves with the way out, to be called once, when it is one's turn; with undefined when `givingUp` is aborted
   * before. While somebody waits to be alone nobody new comes in.
   */
  enter(how: 'together' | 'alone', givingUp: AbortSignal): Promise<(() => void) | undefined>;
}

interface Waiting {
  readonly how: 'together' | 'alone';
  readonly admit: () => void;
}

export const gate = (): Gate => {
  const queue: Waiting[] = [];
  let inside = 0;
  let alone = false;
  const hasRoomFor = (how: Waiting['how']): boolean => (how === 'alone' ? inside === 0 : !alone);
  const admitNext = (): void => {
    for (let next = queue[0]; next && hasRoomFor(next.how); next = queue[0]) {
      queue.shift();
      next.admit();
    }
  };
  const come = (how: Waiting['how']): (() => void) => {
    inside += 1;
    alone = how === 'alone';
    return () => {
      inside -= 1;
      alone = false;
      admitNext();
    };
  };
  return {
    enter: async (how, givingUp) => {
      if (givingUp.aborted) return undefined;
      if (queue.length === 0 && hasRoomFor(how)) return come(how);
      return new Promise((resolve) => {
        const giveUp = (): void => {
          queue.splice(queue.indexOf(waiting), 1);
          resolve(undefined);
          admitNext();
        };
        const waiting = {
          how,
          admit: () => {
            givingUp.removeEventListener('abort', giveUp);
            resolve(come(how));
          },
        };
        queue.push(waiting);
        givingUp.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
};

/** What all receivers of this process go through: what kills a process kills every handler in it. */
export const processGate: Gate = gate();

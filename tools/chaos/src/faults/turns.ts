/** Work on one thing is done in turn, work on different things side by side. */
export type InTurn = <T>(thing: string, work: () => Promise<T>) => Promise<T>;

/** Keeps the turns of one run. A failure is its caller's; the next in turn goes on. */
export const turns = (): InTurn => {
  const last = new Map<string, Promise<unknown>>();
  return (thing, work) => {
    const mine = (last.get(thing) ?? Promise.resolve()).then(work);
    last.set(
      thing,
      mine.catch(() => {}),
    );
    return mine;
  };
};

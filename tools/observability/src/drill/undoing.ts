/** Remembers what makes a step well again; the last is done first. */
export type OnUndo = (undo: () => unknown) => void;

/**
 * Does something step by step, then undoes every step that it registered, also when it or the undoing of another
 * failed half-way. Throws whatever went wrong, all of it.
 */
export const undoing = async <T>(work: (onUndo: OnUndo) => Promise<T>): Promise<T> => {
  const undos: (() => unknown)[] = [];
  const errors: unknown[] = [];
  const keep = (error: unknown) => void errors.push(error);
  const done = await work((undo) => void undos.push(undo)).catch(keep);
  for (const undo of undos.reverse()) await Promise.resolve().then(undo).catch(keep);
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, errors.map(sentence).join(' And: '));
  return done as T;
};

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Replaces the first entry that fits. */
export const change = <T>(all: readonly T[], fits: (one: T) => boolean, by: Partial<T>): readonly T[] => {
  const index = all.findIndex(fits);
  return all.map((one, at) => (at === index ? { ...one, ...by } : one));
};
/** Leaves out the first entry that fits. */
export const without = <T>(all: readonly T[], fits: (one: T) => boolean): readonly T[] => {
  const index = all.findIndex(fits);
  return all.filter((_, at) => at !== index);
};
/** Repeats the first entry that fits. */
export const twice = <T>(all: readonly T[], fits: (one: T) => boolean): readonly T[] => [
  ...all,
  ...all.filter(fits).slice(0, 1),
];

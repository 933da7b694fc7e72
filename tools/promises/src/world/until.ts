/** Resolves when the condition holds; rejects, saying what was waited for, when it does not within `ms`. */
export const until = async (what: string, condition: () => boolean | Promise<boolean>, ms = 40_000): Promise<void> => {
  const end = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited ${ms} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

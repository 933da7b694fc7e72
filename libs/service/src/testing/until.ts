/** Asks again and again until the answer is yes; throws after 60 s, showing the question. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  for (
    const deadline = Date.now() + 60_000;
    !(await condition());
    await new Promise((resolve) => setTimeout(resolve, 5))
  )
    if (Date.now() > deadline) throw new Error(`Never came true: ${condition.toString()}`);
};

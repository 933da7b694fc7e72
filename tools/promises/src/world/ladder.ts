/** Delays of the retry ladder in this suite, ms. */
export const ladder: readonly number[] = [50, 100, 200];

/** Every try a message has: the first, two quick ones, one for each delay. */
export const allTries = 1 + 2 + ladder.length;

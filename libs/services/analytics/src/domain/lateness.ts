/** By how much an order missed what its customer was told: shares of the orders that were promised. */
export const lateBy = ['on-time', 'up-to-5', 'up-to-10', 'up-to-20', 'over-20'] as const;

/** On time to within five, ten, twenty minutes late or more. */
export type LateBy = (typeof lateBy)[number];

/** From so many whole seconds late on, an order is the next worse of `lateBy`. */
export const lateFromSeconds = [1, 301, 601, 1_201] as const;

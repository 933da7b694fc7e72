/**
 * How an order's preparation compares with the kitchen's estimate: 1 as estimated, 2 in half the time, 0.5 in twice
 * the time. Undefined when either took no time, because then there is nothing to compare.
 */
export const efficiencyOf = (preparationSeconds: number, estimatedSeconds: number): number | undefined =>
  preparationSeconds > 0 && estimatedSeconds > 0 ? estimatedSeconds / preparationSeconds : undefined;

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of chance that a seed repeats. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  /** True in so many percent of cases. */
  percent(chance: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** Picks by weight. */
  weighted<T>(from: readonly (readonly [weight: number, value: T])[]): T;
}

/** Each `lane` of a seed is a stream of its own, so that one person's choices never shift another's. */
export const randomOf = (seed: number, lane = 0): Random => {
  const generator = xoroshiro128plus((seed ^ Math.imul(lane + 1, 0x9e3779b1)) | 0);
  const int = (from: number, to: number) => uniformInt(generator, from, to);
  return {
    int,
    percent: (chance) => int(1, 10_000) <= chance * 100,
    pick: (from) => from[int(0, from.length - 1)] ?? from[0],
    weighted: (from) => {
      let left = int(
        1,
        Math.max(
          1,
          from.reduce((sum, [weight]) => sum + weight, 0),
        ),
      );
      for (const [weight, value] of from) {
        left -= weight;
        if (left <= 0) return value;
      }
      throw new Error('nothing to pick from');
    },
  };
};

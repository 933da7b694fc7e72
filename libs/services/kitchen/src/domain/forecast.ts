import type { Kitchen } from './preparation';

/** What is left to do for one order. Times are ms since the epoch. */
export interface Work {
  readonly orderId: string;
  /** Nobody tops its pizzas before. */
  readonly from: number;
  /** Pizzas that are not topped yet. */
  readonly toMake: number;
  /** When each pizza that is topped and not cut yet went into the oven. */
  readonly baking: readonly number[];
  /** When its last item was through, once all are. */
  readonly doneAt?: number;
}

/**
 * When each order will be ready, ms. Pizzas are topped in the order of the list, and go into the ovens as they come;
 * an order is cut and boxed when its last pizza is out, and whatever is not done cannot be ready before `now`.
 */
export const forecast = (work: readonly Work[], kitchen: Kitchen, now: number): ReadonlyMap<string, number> => {
  const make = places(kitchen.makeStations, kitchen.makeSeconds);
  const bake = places(kitchen.ovens, kitchen.bakeSeconds);
  const cut = places(kitchen.cutStations, kitchen.packSeconds);
  const ready = new Map(work.map(({ orderId, doneAt }) => [orderId, doneAt ?? now]));
  const open = work.filter(({ doneAt }) => doneAt === undefined);
  for (const intoOven of open.flatMap(({ baking }) => baking).sort((one, other) => one - other)) bake(intoOven);
  const baked = open.map(({ orderId, from, toMake, baking }) => {
    let out = baking.reduce((last, intoOven) => Math.max(last, intoOven + kitchen.bakeSeconds * 1000), from);
    for (let pizza = 0; pizza < toMake; pizza += 1) out = Math.max(out, bake(make(from)));
    return { orderId, out };
  });
  for (const { orderId, out } of baked.sort((one, other) => one.out - other.out))
    ready.set(orderId, cut(Math.max(out, now)));
  return ready;
};

/** So many places that each do one thing at a time: takes one in and answers when it is out, both in ms. */
const places = (count: number, seconds: number): ((from: number) => number) => {
  const freeFrom = Array.from({ length: count }, () => -Infinity);
  return (from) => {
    const next = freeFrom.indexOf(freeFrom.reduce((soonest, free) => Math.min(soonest, free), Infinity));
    const out = Math.max(from, freeFrom[next] ?? from) + seconds * 1000;
    freeFrom[next] = out;
    return out;
  };
};

import { z } from 'zod';
import type { Channel } from './books/record';
import { type Random, randomOf } from './random';

export const menu = z.object({
  items: z.array(
    z.object({
      sku: z.string(),
      kind: z.string(),
      prices: z.array(z.object({ size: z.string().optional() })).min(1),
    }),
  ),
  extras: z.array(z.object({ sku: z.string() })),
});
export type Menu = z.infer<typeof menu>;

/** What one customer is going to do. */
export interface Plan {
  readonly n: number;
  /** When the order is sent, ms from the start. */
  readonly atMs: number;
  readonly guest: { readonly name: string; readonly phone?: string; readonly email?: string };
  readonly channels: readonly Channel[];
  readonly fulfilment: { readonly type: 'pickup' } | { readonly type: 'delivery'; readonly address: object };
  readonly items: readonly PlannedItem[];
  readonly payment: { readonly method: 'cash' | 'card'; readonly ahead: boolean };
  /** Who calls the order off: the customer at once, or staff when it is already being made. */
  readonly calledOffBy?: 'customer' | 'staff';
  /** How long this person takes for what others do in one minute, in percent. */
  readonly pacePercent: number;
}

export interface PlannedItem {
  readonly sku: string;
  readonly size?: string;
  readonly quantity: number;
  readonly extras?: readonly string[];
  readonly notes?: string;
}

export interface Wanted {
  readonly seed: number;
  readonly orders: number;
  readonly cancelPercent: number;
  readonly ratePerMinute: number;
}

/** All orders of a simulation, in the order of their sending: the same menu and seed give the same orders. */
export const planOrders = (offered: Menu, { seed, orders, cancelPercent, ratePerMinute }: Wanted): readonly Plan[] => {
  const changing = Math.round((orders * cancelPercent) / 100);
  const chance = randomOf(seed);
  const total = orders + changing;
  const minds = shuffled(
    Array.from({ length: total }, (_, n) => n < changing),
    chance,
  );
  const gapMs = 60_000 / ratePerMinute;
  return minds.map((changesMind, index) => {
    const own = randomOf(seed, index + 1);
    const atMs = Math.round(index * gapMs + own.int(0, Math.floor(gapMs)));
    return planOne(index + 1, atMs, changesMind, offered, own);
  });
};

const planOne = (n: number, atMs: number, changesMind: boolean, offered: Menu, chance: Random): Plan => {
  const channels = chance.weighted<readonly Channel[]>([
    [60, ['sms', 'email']],
    [20, ['sms']],
    [20, ['email']],
  ]);
  const who = chance.int(0, 99);
  return {
    n,
    atMs,
    guest: {
      name: `Guest ${n}`,
      phone: channels.includes('sms') ? `+141555501${String(who).padStart(2, '0')}` : undefined,
      email: channels.includes('email') ? `guest${who}@example.com` : undefined,
    },
    channels,
    fulfilment: chance.percent(55)
      ? {
          type: 'delivery',
          address: { line1: `${chance.int(1, 250)} Main St`, city: 'Springfield', postalCode: '12345' },
        }
      : { type: 'pickup' },
    items: itemsOf(offered, chance),
    payment: { method: chance.pick(['cash', 'card']), ahead: chance.percent(30) },
    calledOffBy: changesMind
      ? chance.weighted([
          [3, 'customer'],
          [1, 'staff'],
        ] as const)
      : undefined,
    pacePercent: chance.int(70, 150),
  };
};

const itemsOf = (offered: Menu, chance: Random): readonly PlannedItem[] =>
  Array.from(
    {
      length: chance.weighted([
        [40, 1],
        [40, 2],
        [20, 3],
      ] as const),
    },
    (_, line) => {
      const pizzas = offered.items.filter(({ kind }) => kind === 'pizza');
      const others = offered.items.filter(({ kind }) => kind !== 'pizza');
      const isPizza = others.length === 0 || line === 0 || chance.percent(60);
      const [first, ...rest] = isPizza ? pizzas : others;
      if (first === undefined) throw new Error('the menu offers no pizza');
      const item = chance.pick([first, ...rest]);
      const [price, ...prices] = item.prices;
      return {
        sku: item.sku,
        size: chance.pick([price ?? {}, ...prices]).size,
        quantity: chance.weighted([
          [75, 1],
          [20, 2],
          [5, 3],
        ] as const),
        extras: isPizza ? extrasOf(offered, chance) : undefined,
        notes: isPizza && chance.percent(10) ? 'well done' : undefined,
      };
    },
  );

const extrasOf = (offered: Menu, chance: Random): readonly string[] | undefined => {
  const [first, ...rest] = offered.extras;
  if (first === undefined || !chance.percent(30)) return undefined;
  return [chance.pick([first, ...rest]).sku];
};

const shuffled = <T>(cards: T[], chance: Random): T[] => {
  for (let last = cards.length - 1; last > 0; last -= 1) {
    const other = chance.int(0, last);
    [cards[last], cards[other]] = [cards[other] as T, cards[last] as T];
  }
  return cards;
};

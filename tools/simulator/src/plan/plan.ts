import type { Channel } from '../books/record';
import { type Random, randomOf } from '../random';
import { chooseItems, type PlannedItem } from './items';
import type { Menu } from './menu';

/** What one customer is going to do, and what is going to happen to the order. */
export interface Plan {
  readonly n: number;
  /** When the order is sent, ms from the start. */
  readonly atMs: number;
  readonly guest: { readonly name: string; readonly phone?: string; readonly email?: string };
  readonly channels: readonly Channel[];
  readonly fulfilment: { readonly type: 'pickup' } | { readonly type: 'delivery'; readonly address: object };
  readonly items: readonly PlannedItem[];
  readonly payment: { readonly method: 'cash' | 'card'; readonly ahead: boolean };
  /** Of an order for later: so many simulated minutes after the earliest time that the shop can make. */
  readonly laterMinutes?: number;
  /** Of an order that is not to be delivered: where it ends. */
  readonly end?: End;
  /** A cook finds something wrong with it when it is ready, and makes it good. */
  readonly recalled: boolean;
  /** Nobody opens the door: the courier brings it back and takes it along once more. */
  readonly missed: boolean;
  /** Of what was paid so much is given back when the customer complains, percent. */
  readonly goodwillPercent?: number;
  /** How long this person takes for what others do in one minute, in percent. */
  readonly pacePercent: number;
}

/**
 * - `called-off`: the customer changes their mind at once
 * - `stopped`: staff call it off when it is already being made
 * - `brought-back`: staff call it off when its courier came back with it
 * - `unattended`: no cook ever touches it, and the shop gives it up
 */
export type End = 'called-off' | 'stopped' | 'brought-back' | 'unattended';

export interface Wanted {
  readonly seed: number;
  readonly orders: number;
  readonly cancelPercent: number;
  /** Orders that no cook touches. */
  readonly unattended: number;
  readonly ratePerMinute: number;
}

/** Each order's customer has a name of their own, so that the order is recognised without its id. */
export const markOf = ({ guest }: Pick<Plan, 'guest'>, run: string): string => `${guest.name} of ${run}`;

/**
 * All orders of a simulation, in the order of their sending: the same menu and seed give the same orders. Those that no
 * cook touches come first, because they take longest.
 */
export const planOrders = (menu: Menu, wanted: Wanted): readonly Plan[] => {
  const { seed, orders, cancelPercent, unattended, ratePerMinute } = wanted;
  const chance = randomOf(seed);
  const changing = Math.round((orders * cancelPercent) / 100);
  const ends = shuffled(
    [
      ...Array.from({ length: orders }, () => undefined),
      ...Array.from({ length: changing }, () => changedMind(chance)),
    ],
    chance,
  );
  const gapMs = 60_000 / ratePerMinute;
  return [...Array.from({ length: unattended }, () => 'unattended' as const), ...ends].map((end, index) => {
    const own = randomOf(seed, index + 1);
    const atMs = Math.round(index * gapMs + own.int(0, Math.floor(gapMs)));
    return planOne({ n: index + 1, atMs, end }, menu, own);
  });
};

const changedMind = (chance: Random): End =>
  chance.weighted([
    [2, 'called-off'],
    [1, 'stopped'],
    [1, 'brought-back'],
  ]);

const planOne = ({ n, atMs, end }: Pick<Plan, 'n' | 'atMs' | 'end'>, menu: Menu, chance: Random): Plan => {
  const delivery = chance.percent(55) || end === 'brought-back';
  const ends = end !== undefined;
  return {
    n,
    atMs,
    ...guestOf(n, chance),
    fulfilment: delivery ? { type: 'delivery', address: addressOf(chance) } : { type: 'pickup' },
    items: chooseItems(menu, chance),
    payment: { method: chance.pick(['cash', 'card']), ahead: chance.percent(ends ? 60 : 30) },
    laterMinutes: chance.percent(10) && end !== 'unattended' ? chance.int(3, 10) : undefined,
    end,
    recalled: chance.percent(8) && !ends,
    missed: chance.percent(10) && delivery && !ends,
    goodwillPercent: chance.percent(8) && !ends ? chance.pick([10, 25, 100]) : undefined,
    pacePercent: chance.int(70, 150),
  };
};

const guestOf = (n: number, chance: Random): Pick<Plan, 'guest' | 'channels'> => {
  const channels = chance.weighted<readonly Channel[]>([
    [60, ['sms', 'email']],
    [20, ['sms']],
    [20, ['email']],
  ]);
  const who = chance.int(0, 99);
  return {
    channels,
    guest: {
      name: `Guest ${n}`,
      phone: channels.includes('sms') ? `+141555501${String(who).padStart(2, '0')}` : undefined,
      email: channels.includes('email') ? `guest${who}@example.com` : undefined,
    },
  };
};

const addressOf = (chance: Random): object => ({
  line1: `${chance.int(1, 250)} Main St`,
  city: 'Springfield',
  postalCode: '12345',
});

const shuffled = <T>(cards: T[], chance: Random): T[] => {
  for (let last = cards.length - 1; last > 0; last -= 1) {
    const other = chance.int(0, last);
    [cards[last], cards[other]] = [cards[other] as T, cards[last] as T];
  }
  return cards;
};

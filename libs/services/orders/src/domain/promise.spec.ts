import { aQuietShop, minutesLater, sixThirty, theTerms } from '../testing/orders';
import type { Channel, ShiftsFrom } from './hours';
import { promise, type ShopState, type Terms } from './promise';

const pickup = { channel: 'pickup', pizzas: 1 } as const;
const delivery = { channel: 'delivery', pizzas: 1 } as const;
const later = (minutes: number, channel: Channel = 'pickup') => ({
  channel,
  pizzas: 1,
  requestedFor: minutesLater(minutes),
});

const minutesPromised = (channel: Channel, state: ShopState, now = sixThirty): number =>
  (Date.parse(promise({ channel, pizzas: 1 }, theTerms, state, now).estimatedDelivery) - now.getTime()) / 60_000;

const refusalOf = (ask: () => unknown): unknown => {
  try {
    ask();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
};

/** From some minutes after half past six until others. */
type Stretch = readonly [from: number, to: number];
const open = (...shifts: readonly Stretch[]): ShiftsFrom => {
  const all = shifts.map(([from, to]) => ({ opens: minutesLater(from), closes: minutesLater(to) }));
  return () => all;
};
const openAt = (shifts: ShiftsFrom): Terms => ({ ...theTerms, hours: { ...theTerms.hours, pickup: shifts } });

describe('the promise', () => {
  it('is the lead time of its channel when nothing else is known', () => {
    expect(minutesPromised('pickup', aQuietShop)).toBe(20);
    expect(minutesPromised('delivery', aQuietShop)).toBe(45);
  });

  it('counts how long the order would wait in the kitchen, and what the manager adds', () => {
    const busy: ShopState = {
      settings: { extraMinutes: 15, extraMinutesUntil: minutesLater(30) },
      kitchen: { seconds: 600, saidAt: minutesLater(-5) },
    };
    expect(minutesPromised('pickup', busy)).toBe(45);
    expect(minutesPromised('pickup', busy, minutesLater(29))).toBe(45);
    expect(minutesPromised('pickup', busy, minutesLater(30))).toBe(30);
  });

  it('counts the wait for an hour of silence, and no longer: then the kitchen is away', () => {
    const kitchen = { seconds: 600, saidAt: sixThirty };
    expect(minutesPromised('pickup', { ...aQuietShop, kitchen }, minutesLater(59))).toBe(30);
    expect(minutesPromised('pickup', { ...aQuietShop, kitchen }, minutesLater(60))).toBe(20);
  });

  it('counts a wait of more than an hour for as long as it was said to last', () => {
    const kitchen = { seconds: 90 * 60, saidAt: sixThirty };
    expect(minutesPromised('pickup', { ...aQuietShop, kitchen }, minutesLater(89))).toBe(110);
    expect(minutesPromised('pickup', { ...aQuietShop, kitchen }, minutesLater(90))).toBe(20);
  });
});

describe('an order of many pizzas', () => {
  const kitchen = { seconds: 0, saidAt: sixThirty, pizzaSeconds: 60 };
  const state: ShopState = { ...aQuietShop, kitchen };

  it('takes longer by every pizza beyond its first, as the kitchen said, however long ago', () => {
    const promisedFor = (pizzas: number, now = sixThirty) =>
      promise({ ...pickup, pizzas }, theTerms, state, now).estimatedDelivery;
    expect([0, 1, 2, 11].map((pizzas) => promisedFor(pizzas))).toEqual(
      [20, 20, 21, 30].map((minutes) => minutesLater(minutes).toISOString()),
    );
    expect(promisedFor(11, minutesLater(600))).toBe(minutesLater(630).toISOString());
  });

  it('for later cannot be had sooner either, nor sooner after opening', () => {
    const wish = (minutes: number) => ({ ...later(minutes), pizzas: 11 });
    const refused = (minutes: number, terms: Terms) => refusalOf(() => promise(wish(minutes), terms, state, sixThirty));
    expect(refused(29, theTerms)).toMatchObject({ details: { soonest: minutesLater(30).toISOString() } });
    const opening = openAt(open([60, 120]));
    expect(refused(89, opening)).toMatchObject({ details: { soonest: minutesLater(90).toISOString() } });
    expect(promise(wish(90), opening, state, sixThirty).requestedFor).toBe(minutesLater(90).toISOString());
  });

  const ofPizzas = (pizzas: number) => promise({ ...pickup, pizzas }, theTerms, aQuietShop, sixThirty);

  it('is taken up to what the shop makes of one order, and else sent to the telephone', () => {
    expect(ofPizzas(50).estimatedDelivery).toBe(minutesLater(20).toISOString());
    const message = 'The shop takes at most 50 pizzas in one order; please call it for more.';
    expect(refusalOf(() => ofPizzas(51))).toMatchObject({
      kind: 'invalid',
      code: 'too-many-pizzas',
      message,
      details: { errors: [{ path: 'items', message }] },
    });
  });
});

describe('a closed shop', () => {
  it('refuses with when it opens next, on that channel alone', () => {
    const terms = openAt(open([-120, 0], [60, 120]));
    expect(refusalOf(() => promise(pickup, terms, aQuietShop, sixThirty))).toMatchObject({
      kind: 'conflict',
      code: 'closed',
      details: { channel: 'pickup', opensAt: minutesLater(60).toISOString() },
    });
    expect(promise(delivery, terms, aQuietShop, sixThirty).estimatedDelivery).toBe(minutesLater(45).toISOString());
  });

  it('refuses without a time when it opens no more', () => {
    const refusal = refusalOf(() => promise(pickup, openAt(open()), aQuietShop, sixThirty));
    expect(refusal).toMatchObject({ code: 'closed', details: { opensAt: undefined } });
  });

  it('takes a last order a moment before it closes: that one need not be made by then', () => {
    const terms = openAt(open([-120, 1]));
    expect(promise(pickup, terms, aQuietShop, sixThirty).estimatedDelivery).toBe(minutesLater(20).toISOString());
  });

  it('takes orders for when it is open', () => {
    const terms = openAt(open([60, 120]));
    expect(promise(later(90), terms, aQuietShop, sixThirty).estimatedDelivery).toBe(minutesLater(90).toISOString());
  });
});

describe('an order for later', () => {
  it('is promised for the time it is asked for', () => {
    const at = minutesLater(150).toISOString();
    expect(promise(later(150), theTerms, aQuietShop, sixThirty)).toEqual({ estimatedDelivery: at, requestedFor: at });
  });

  it('is refused for sooner than the shop can make it as things are', () => {
    const busy: ShopState = { ...aQuietShop, kitchen: { seconds: 600, saidAt: sixThirty } };
    expect(promise(later(20), theTerms, aQuietShop, sixThirty).requestedFor).toBe(minutesLater(20).toISOString());
    expect(refusalOf(() => promise(later(29), theTerms, busy, sixThirty))).toMatchObject({
      kind: 'conflict',
      code: 'too-soon',
      details: { soonest: minutesLater(30).toISOString() },
    });
    expect(refusalOf(() => promise(later(-60), theTerms, aQuietShop, sixThirty))).toMatchObject({ code: 'too-soon' });
  });

  it('is refused for further ahead than the shop plans', () => {
    const week = 7 * 24 * 60;
    expect(promise(later(week), theTerms, aQuietShop, sixThirty).requestedFor).toBe(minutesLater(week).toISOString());
    expect(refusalOf(() => promise(later(week + 1), theTerms, aQuietShop, sixThirty))).toMatchObject({
      kind: 'invalid',
      code: 'too-far-ahead',
      details: { errors: [{ path: 'requestedFor' }] },
    });
    expect(
      refusalOf(() => promise(later(week + 1), { ...theTerms, laterDays: 1 }, aQuietShop, sixThirty)),
    ).toMatchObject({
      message: 'Orders are taken for at most one day ahead.',
    });
  });

  it('is refused by a shop that takes none, whatever its time', () => {
    const forNow = { ...theTerms, laterDays: 0 };
    for (const minutes of [1, 60])
      expect(refusalOf(() => promise(later(minutes), forNow, aQuietShop, sixThirty))).toMatchObject({
        code: 'too-far-ahead',
        message: 'The shop takes no orders for later.',
      });
  });

  it('is refused for a time at which its channel is closed', () => {
    const terms = openAt(open([-120, 60]));
    for (const minutes of [60, 90])
      expect(refusalOf(() => promise(later(minutes), terms, aQuietShop, sixThirty))).toMatchObject({
        kind: 'invalid',
        code: 'closed-then',
        details: { errors: [{ path: 'requestedFor' }] },
      });
    expect(promise(later(90, 'delivery'), terms, aQuietShop, sixThirty).requestedFor).toBeDefined();
  });
});

describe('an order for soon after the shop opens', () => {
  const ask = (minutes: number, ...shifts: readonly Stretch[]) =>
    promise(later(minutes), openAt(open(...shifts)), aQuietShop, sixThirty).requestedFor;

  it('is taken when it can be made after opening, and refused with the first time that can be had', () => {
    expect(ask(80, [60, 120])).toBe(minutesLater(80).toISOString());
    for (const minutes of [60, 79])
      expect(refusalOf(() => ask(minutes, [60, 120]))).toMatchObject({
        kind: 'conflict',
        code: 'too-soon',
        details: { soonest: minutesLater(80).toISOString() },
      });
  });

  it('needs the way of its courier, too', () => {
    const hours = { ...theTerms.hours, delivery: open([60, 120]) };
    const terms = { ...theTerms, hours };
    expect(promise(later(105, 'delivery'), terms, aQuietShop, sixThirty).requestedFor).toBeDefined();
    expect(refusalOf(() => promise(later(104, 'delivery'), terms, aQuietShop, sixThirty))).toMatchObject({
      code: 'too-soon',
      details: { soonest: minutesLater(105).toISOString() },
    });
  });

  it('is one like any other when a shift goes on from the one before', () => {
    expect(ask(61, [-600, 60], [60, 120])).toBe(minutesLater(61).toISOString());
    expect(ask(61, [-600, 90], [60, 120])).toBe(minutesLater(61).toISOString());
    expect(refusalOf(() => ask(61, [-600, 59], [60, 120]))).toMatchObject({ code: 'too-soon' });
  });
});

describe('a paused shop', () => {
  const paused: ShopState = { settings: { extraMinutes: 0, pausedUntil: minutesLater(45) } };

  it('refuses with the time it takes orders again, and takes them then by itself', () => {
    for (const wish of [pickup, delivery])
      expect(refusalOf(() => promise(wish, theTerms, paused, minutesLater(44)))).toMatchObject({
        kind: 'conflict',
        code: 'paused',
        details: { pausedUntil: minutesLater(45).toISOString() },
      });
    expect(promise(pickup, theTerms, paused, minutesLater(45))).toBeDefined();
  });

  it('takes orders for after its pause', () => {
    expect(promise(later(45), theTerms, paused, sixThirty).requestedFor).toBe(minutesLater(45).toISOString());
    expect(refusalOf(() => promise(later(44), theTerms, paused, sixThirty))).toMatchObject({ code: 'paused' });
  });
});

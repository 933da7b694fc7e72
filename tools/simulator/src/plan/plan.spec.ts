import { randomOf } from '../random';
import { chooseItems } from './items';
import { type Menu, toBeHad } from './menu';
import { planOrders } from './plan';

const available = true;
const menu: Menu = {
  items: [
    { sku: 'margherita', kind: 'pizza', prices: [{ size: 'small' }, { size: 'large' }], available },
    { sku: 'marinara', kind: 'pizza', prices: [{ size: 'small' }, { size: 'large' }], available },
    { sku: 'diavola', kind: 'pizza', prices: [{ size: 'medium' }], available },
    { sku: 'gamberi', kind: 'pizza', prices: [{ size: 'large' }], available: false },
    { sku: 'cola', kind: 'drink', prices: [{}], available },
    { sku: 'tiramisu', kind: 'side', prices: [{}], available },
  ],
  extras: [
    { sku: 'basil', available },
    { sku: 'capers', available: false },
  ],
};
const wanted = { seed: 7, orders: 200, cancelPercent: 10, unattended: 4, ratePerMinute: 120 };

describe('the orders of a simulation', () => {
  const plans = planOrders(menu, wanted);
  const lines = plans.flatMap(({ items }) => items);
  const toBeDelivered = plans.filter(({ end }) => end === undefined);

  it('are the same for the same seed, and others for another', () => {
    expect(planOrders(menu, wanted)).toEqual(plans);
    expect(planOrders(menu, { ...wanted, seed: 8 })).not.toEqual(plans);
  });

  it('are as many as are to be delivered, and on top of them those of customers who change their mind', () => {
    expect(toBeDelivered).toHaveLength(200);
    expect(plans.filter(({ end }) => end !== undefined && end !== 'unattended')).toHaveLength(20);
  });

  it('begin with those that no cook touches, some of them paid, none of them for later', () => {
    expect(plans.flatMap(({ end }, index) => (end === 'unattended' ? [index] : []))).toEqual([0, 1, 2, 3]);
    const unattended = planOrders(menu, { ...wanted, unattended: 50 }).slice(0, 50);
    expect(new Set(unattended.map(({ payment }) => payment.ahead))).toEqual(new Set([true, false]));
    expect(unattended.filter(({ laterMinutes }) => laterMinutes !== undefined)).toEqual([]);
  });

  it('come at the rate asked for', () => {
    expect(plans.at(-1)?.atMs).toBeGreaterThanOrEqual(223 * 500);
    expect(plans.at(-1)?.atMs).toBeLessThanOrEqual(224 * 500);
  });

  it('name sizes that the item has, or both halves, and extras on pizzas only', () => {
    for (const { sku, halves, size, extras } of lines) {
      const items = (halves ?? [sku]).map((name) => menu.items.find((one) => one.sku === name));
      for (const item of items) expect(item?.prices.map((price) => price.size)).toContain(size);
      if (items.some((item) => item?.kind !== 'pizza')) expect(extras).toBeUndefined();
    }
  });

  it('have two different pizzas for halves', () => {
    const halves = lines.flatMap((line) => (line.halves ? [line.halves] : []));
    expect(halves.length).toBeGreaterThan(20);
    for (const [one, other] of halves) {
      expect(one).not.toBe(other);
      for (const sku of [one, other]) expect(menu.items.find((item) => item.sku === sku)?.kind).toBe('pizza');
    }
  });

  it('name only what can be had', () => {
    const named = lines.flatMap(({ sku, halves, extras }) => [sku, ...(halves ?? []), ...(extras ?? [])]);
    expect(named).toEqual(expect.arrayContaining(['tiramisu', 'cola', 'basil']));
    expect(named).not.toContain('gamberi');
    expect(named).not.toContain('capers');
  });

  it('are of every sort: pickup and delivery, paid ahead and not, by phone and by e-mail, now and later', () => {
    expect(new Set(plans.map(({ fulfilment }) => fulfilment.type))).toEqual(new Set(['pickup', 'delivery']));
    expect(new Set(plans.map(({ payment }) => payment.ahead))).toEqual(new Set([true, false]));
    expect(new Set(plans.map(({ channels }) => channels.join()))).toEqual(new Set(['sms,email', 'sms', 'email']));
    expect(new Set(plans.map(({ laterMinutes }) => laterMinutes === undefined))).toEqual(new Set([true, false]));
    expect(new Set(plans.map(({ end }) => end))).toEqual(
      new Set([undefined, 'called-off', 'stopped', 'brought-back', 'unattended']),
    );
  });

  it('are recalled, missed at the door and complained of now and then, where they are to be delivered', () => {
    for (const some of [
      plans.filter(({ recalled }) => recalled),
      plans.filter(({ missed }) => missed),
      plans.filter(({ goodwillPercent }) => goodwillPercent !== undefined),
    ]) {
      expect(some.length).toBeGreaterThan(3);
      expect(toBeDelivered).toEqual(expect.arrayContaining(some));
    }
  });

  it('come back only from a door', () => {
    for (const { fulfilment } of plans.filter(({ missed, end }) => missed || end === 'brought-back'))
      expect(fulfilment.type).toBe('delivery');
  });

  it('give a way to reach the customer on each channel', () => {
    for (const { channels, guest } of plans) {
      expect(guest.phone !== undefined).toBe(channels.includes('sms'));
      expect(guest.email !== undefined).toBe(channels.includes('email'));
    }
  });
});

describe('a customer who is told that something is sold out', () => {
  it('chooses something else', () => {
    const left = toBeHad(menu, ['margherita', 'marinara', 'basil']);
    const chosen = Array.from({ length: 50 }, (_, lane) => chooseItems(left, randomOf(1, lane))).flat();
    expect(new Set(chosen.map(({ sku }) => sku))).toEqual(new Set(['diavola', 'cola', 'tiramisu']));
    expect(chosen.filter(({ extras }) => extras !== undefined)).toEqual([]);
  });

  it('cannot order from a shop that has no pizza left', () => {
    const left = toBeHad(menu, ['margherita', 'marinara', 'diavola']);
    expect(() => chooseItems(left, randomOf(1))).toThrow('the menu offers no pizza');
  });
});

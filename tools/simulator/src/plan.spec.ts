import { type Menu, planOrders } from './plan';

const menu: Menu = {
  items: [
    { sku: 'margherita', kind: 'pizza', prices: [{ size: 'small' }, { size: 'large' }] },
    { sku: 'diavola', kind: 'pizza', prices: [{ size: 'medium' }] },
    { sku: 'cola', kind: 'drink', prices: [{}] },
  ],
  extras: [{ sku: 'basil' }],
};
const wanted = { seed: 7, orders: 200, cancelPercent: 5, ratePerMinute: 120 };

describe('the orders of a simulation', () => {
  const plans = planOrders(menu, wanted);

  it('are the same for the same seed, and others for another', () => {
    expect(planOrders(menu, wanted)).toEqual(plans);
    expect(planOrders(menu, { ...wanted, seed: 8 })).not.toEqual(plans);
  });

  it('are as many as are to be delivered, and on top of them those of customers who change their mind', () => {
    expect(plans.filter(({ calledOffBy }) => calledOffBy === undefined)).toHaveLength(200);
    expect(plans.filter(({ calledOffBy }) => calledOffBy !== undefined)).toHaveLength(10);
  });

  it('come at the rate asked for', () => {
    expect(plans.at(-1)?.atMs).toBeGreaterThanOrEqual(209 * 500);
    expect(plans.at(-1)?.atMs).toBeLessThanOrEqual(210 * 500);
  });

  it('name sizes that the item has, and extras on pizzas only', () => {
    for (const { sku, size, extras } of plans.flatMap(({ items }) => items)) {
      const item = menu.items.find((one) => one.sku === sku);
      expect(item?.prices.map((price) => price.size)).toContain(size);
      if (item?.kind !== 'pizza') expect(extras).toBeUndefined();
    }
  });

  it('are of every sort: pickup and delivery, paid ahead and not, by phone and by e-mail', () => {
    expect(new Set(plans.map(({ fulfilment }) => fulfilment.type))).toEqual(new Set(['pickup', 'delivery']));
    expect(new Set(plans.map(({ payment }) => payment.ahead))).toEqual(new Set([true, false]));
    expect(new Set(plans.map(({ channels }) => channels.join()))).toEqual(new Set(['sms,email', 'sms', 'email']));
    expect(new Set(plans.map(({ calledOffBy }) => calledOffBy))).toEqual(new Set([undefined, 'customer', 'staff']));
  });

  it('give a way to reach the customer on each channel', () => {
    for (const { channels, guest } of plans) {
      expect(guest.phone !== undefined).toBe(channels.includes('sms'));
      expect(guest.email !== undefined).toBe(channels.includes('email'));
    }
  });
});

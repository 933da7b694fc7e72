import { partsTypeOf, withHandler } from './menu';
import { withNeed } from './needs';
import { subscriberOf } from './subscriber';

const asked = { event: 'order.delivered', service: 'inventory', subscription: 'stock', handler: 'thankCourier' };

const menu = `import { defineService } from '@pizzeria/service';
import { reserve } from './on/order-placed';
import type { InventoryParts } from './parts';

export const inventory = defineService({
  subscriptions: { stock: { handlers: [reserve] }, log: { handlers: everything } },
  parts: ({ database }): InventoryParts => ({ database }),
});
`;

describe('asking for a subscriber', () => {
  it('says where it lies and what it is called', () => {
    expect(subscriberOf({ ...asked, event: 'menu.availability-changed' })).toMatchObject({
      root: 'libs/services/inventory',
      file: 'menu-availability-changed',
      definition: 'MenuAvailabilityChanged',
    });
  });

  it.each([
    [{ event: 'delivered' }, 'write it like order.delivered'],
    [{ service: '../orders' }, "is no service's name"],
    [{ subscription: 'Thank You' }, 'no name for a subscription'],
    [{ handler: 'thank-courier' }, 'no name for a handler'],
  ])('is refused with %j', (changes, why) => {
    expect(() => subscriberOf({ ...asked, ...changes })).toThrow(why);
  });
});

describe('a menu', () => {
  const written = (changes = {}) => withHandler(menu, subscriberOf({ ...asked, ...changes }));

  it('has the handler in the subscription that is there', () => {
    expect(written()).toContain('stock: { handlers: [reserve, thankCourier] }');
    expect(written()).toContain("import { thankCourier } from './on/order-delivered';");
  });

  it('has a new subscription for it', () => {
    expect(written({ subscription: 'thank-you' })).toContain("'thank-you': { handlers: [thankCourier] }");
  });

  it('is left alone where a subscription handles everything', () => {
    expect(() => written({ subscription: 'log' })).toThrow('does not list its handlers');
  });

  it('is left alone where the handler is there', () => {
    expect(() => withHandler(written(), subscriberOf(asked))).toThrow('has a handler thankCourier for order.delivered');
  });

  it('says what its parts are, or is none', () => {
    expect(partsTypeOf(menu)).toEqual({ name: 'InventoryParts', from: './parts' });
    expect(() => partsTypeOf(menu.replace('): InventoryParts', ')'))).toThrow('does not say what its parts are');
    expect(() => partsTypeOf('export const inventory = 1;')).toThrow('is no menu');
  });
});

describe('what a service needs of others', () => {
  const needs =
    "import { OrderPlaced } from '@pizzeria/contracts';\n\nconsumerPacts(inventory, [\n  needs(OrderPlaced, 'a', []),\n]);\n";

  it('names the event, once', () => {
    const stated = withNeed(needs, subscriberOf(asked));
    expect(stated).toContain("needs(OrderDelivered, 'as it is', [])");
    expect(stated).toContain("import { OrderPlaced, OrderDelivered } from '@pizzeria/contracts'");
    expect(withNeed(stated, subscriberOf(asked))).toBe(stated);
  });

  it('is not guessed at', () => {
    expect(() => withNeed('', subscriberOf(asked))).toThrow('lists no needs');
  });
});

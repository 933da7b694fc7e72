import { compileErrors } from './compile';

const menu = (name: string, published: string, owner: string) => `
import { ${published} } from '@pizzeria/contracts';
import { defineService } from '@pizzeria/service';
export const ${owner} = defineService({
  name: '${name}', publishes: [${published}], subscriptions: {}, routes: [], migrations: [], settings: {}, parts: () => ({}),
});`;

const publishing = (published: string, data: string) => `
import { OrderPlaced, OrderCancelled, OrderReady } from '@pizzeria/contracts';
import { raise } from '@pizzeria/bus';
import { defineService } from '@pizzeria/service';
export const orders = defineService({
  name: 'orders', publishes: [OrderPlaced], subscriptions: {}, routes: [], migrations: [], settings: {},
  parts: ({ publish }) => ({ say: () => publish([raise(${published}, ${data})], { sequence: 1 }) }),
});
export const known = [OrderCancelled, OrderReady];`;

const pieces = {
  'a service publishing its own event': menu('orders', 'OrderPlaced', 'it'),
  "a service publishing another's event": menu('orders', 'OrderReady', 'it'),
  'a package imported by its face': "export { OrderPlaced } from '@pizzeria/contracts';",
  'a deep import of a source': "export { OrderPlaced } from '@pizzeria/contracts/src/orders/order-placed';",
  'a deep import of a hidden module': "export { isPersonal } from '@pizzeria/bus/src/personal';",
  'an import of an app': "export * from '@pizzeria/orders-app';",
  'an event raised and published as declared': publishing('OrderPlaced', 'OrderPlaced.example'),
  'an event published that the menu does not list': publishing('OrderCancelled', 'OrderCancelled.example'),
  'an event published with a field missing': publishing('OrderPlaced', '{ orderId: OrderPlaced.example.orderId }'),
};

let errors: Partial<Record<string, readonly string[]>> = {};
beforeAll(() => {
  const found = compileErrors('tools/architecture', Object.values(pieces));
  errors = Object.fromEntries(Object.keys(pieces).map((name, index) => [name, found[index] ?? ['not compiled']]));
}, 120_000);

describe('the compiler accepts', () => {
  it.each([
    'a service publishing its own event',
    'a package imported by its face',
    'an event raised and published as declared',
  ])('%s', (name) => expect(errors[name]).toEqual([]));
});

describe('the compiler refuses', () => {
  it.each([
    ["a service publishing another's event", /^TS2322: .*"kitchen".*"orders"/],
    ['a deep import of a source', /^TS2307: Cannot find module/],
    ['a deep import of a hidden module', /^TS2307: Cannot find module/],
    ['an import of an app', /^TS2307: Cannot find module/],
    ['an event published that the menu does not list', /^TS2322: .*order\.(cancelled|placed)/],
    ['an event published with a field missing', /^TS2345: .*missing the following properties/],
  ])('%s', (name, reason) => expect(errors[name]).toEqual([expect.stringMatching(reason)]));
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analytics } from '@pizzeria/analytics';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import { openApiOf, routesOf } from '@pizzeria/service';
import { httpNeeds, type HttpNeed } from './needs';
import { unmet, type Api } from './unmet';

const services = { orders, kitchen, inventory, notifications, analytics };
const apiOf = (service: keyof typeof services) => openApiOf(service, routesOf(services[service])) as Api;

describe('what the simulator needs', () => {
  it.each(
    httpNeeds.map((need) => ({ need, operation: `${need.method.toUpperCase()} ${need.path}`, service: need.service })),
  )('of $service: $operation, is offered', ({ need }) => {
    // Otherwise: offer it again, or teach the simulator first to do without.
    expect(unmet(need, apiOf(need.service))).toEqual([]);
  });

  it('is stated for every path it calls', () => {
    const source = join(__dirname, '..');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('contract'))
      .map((file) => readFileSync(join(source, file), 'utf8'));
    const called = files.flatMap((text) => [...text.matchAll(/[`'](\/api\/[^`'?]*)/g)].map((match) => match[1] ?? ''));
    // A cook's button is `start` or `ready`.
    const plain = (path: string) => path.replace(/\$?\{[^}]*\}/g, '{}').replace('{}/{}', '{}/start');
    const stated = new Set(httpNeeds.map(({ path }) => plain(path)));
    expect(called.length).toBeGreaterThan(15);
    expect(called.filter((path) => !stated.has(plain(path)))).toEqual([]);
  });
});

describe('an API that does not offer it', () => {
  const need = httpNeeds.find(({ path, method }) => path === '/api/orders' && method === 'post') as HttpNeed;
  const page = httpNeeds.find(({ path, method }) => path === '/api/orders' && method === 'get') as HttpNeed;
  const changed = (change: (text: string) => string): Api => JSON.parse(change(JSON.stringify(apiOf('orders')))) as Api;

  it.each([
    [
      'has no such operation',
      need,
      (text: string) => text.replaceAll('"/api/orders":', '"/api/order":'),
      ['there is no such operation'],
    ],
    ['answers otherwise', need, (text: string) => text.replaceAll('"201":', '"202":'), ['it never answers 201']],
    [
      'drops a field',
      need,
      (text: string) => text.replaceAll('"trackingToken":', '"tracking":'),
      ['the answer.trackingToken is not there'],
    ],
    [
      'takes another body',
      need,
      (text: string) => text.replaceAll('"fulfilment":', '"service":'),
      [expect.stringMatching(/^its body /)],
    ],
    [
      'forgets a parameter',
      page,
      (text: string) => text.replaceAll('"name":"cursor"', '"name":"after"'),
      ['it takes no query parameter cursor'],
    ],
    [
      'knows another value',
      page,
      (text: string) => text.replaceAll('"out-for-delivery"', '"leaving"'),
      [expect.stringContaining('may be leaving')],
    ],
  ] as [string, HttpNeed, (text: string) => string, unknown[]][])('%s is refused', (_, wanted, change, said) => {
    expect(unmet(wanted, changed(change))).toEqual(expect.arrayContaining(said));
  });
});

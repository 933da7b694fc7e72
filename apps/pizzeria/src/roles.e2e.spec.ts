import { roles, routesOf, type Role, type Route } from '@pizzeria/service';
import type { CallOptions } from '@pizzeria/service/testing';
import { definitions } from './start-pizzeria';
import { openPizzeria, type TestPizzeria } from './testing/open-pizzeria';

type AnyRoute = Pick<Route, 'method' | 'path' | 'who'>;
const routes: readonly AnyRoute[] = definitions.flatMap(routesOf);

/** No such thing exists, so that whoever gets past the door changes nothing. */
const pathOf = ({ path }: AnyRoute): string => path.replace(/:\w+/g, '0190a6f2-0000-7000-8000-000000000001');

const callers: readonly (readonly [caller: Role | 'nobody' | 'a stranger with a tracking token', CallOptions])[] = [
  ['nobody', {}],
  ['a stranger with a tracking token', { tracking: 'guess' }],
  ...roles.map((role) => [role, { as: role }] as const),
];

const expected = (who: AnyRoute['who'], caller: (typeof callers)[number][0]): 'in' | 401 | 403 => {
  if (who === 'anyone') return 'in';
  if (caller === 'nobody') return 401;
  if (caller === 'a stranger with a tracking token') return who.includes('customer') ? 403 : 401;
  return who.includes(caller) ? 'in' : 403;
};

const table = routes.flatMap((route) =>
  callers.map(([caller, options]) => {
    const name = `${route.method.toUpperCase()} ${route.path}`;
    return [name, caller, expected(route.who, caller), route, options] as const;
  }),
);

describe('every route tried by everyone', () => {
  let pizzeria: TestPizzeria;
  beforeAll(async () => {
    pizzeria = await openPizzeria();
  });
  afterAll(() => pizzeria.close());

  it('covers the routes of all services', () => {
    expect(new Set(routes.map(({ path }) => path.split('/')[2]))).toEqual(
      new Set([
        'shop',
        'menu',
        'customers',
        'orders',
        'kitchen',
        'inventory',
        'notifications',
        'analytics',
        'operations',
      ]),
    );
  });

  it.each(table)('%s by %s: %s', async (_, __, wanted, route, options) => {
    const method = route.method.toUpperCase() as 'GET' | 'POST' | 'PUT' | 'DELETE';
    const { status } = await pizzeria.call(method, pathOf(route), options);
    if (wanted === 'in') expect([200, 400, 404]).toContain(status);
    else expect(status).toBe(wanted);
  });
});

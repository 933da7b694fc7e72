import { startTestService, type TestService } from '@pizzeria/service/testing';
import type { OrderBehind } from '../use-cases/figures';
import { analytics } from '../service';
import { twoEvenings } from '../testing/two-evenings';
import { numbersIn, opens, type Numbers } from '../testing/opening';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(analytics);
  for (const { event, data, sequence, time } of twoEvenings)
    await service.publishForeign(event, data, { sequence, time: new Date(time) });
  await service.settled();
});
afterAll(() => service.stop());

const manager = { as: 'manager' } as const;
const bothDays = 'from=2026-03-14&to=2026-03-15';
const reports = analytics.routes.map(({ path }) => path).filter((path) => !path.includes('/orders'));

interface Page {
  readonly items: readonly OrderBehind[];
  readonly nextCursor?: string;
}

/** Every order behind a figure, by pages. */
const ordersBehind = async (query: string, cursor?: string): Promise<readonly OrderBehind[]> => {
  const path = `/api/analytics/orders?${query}&limit=6${cursor === undefined ? '' : `&cursor=${cursor}`}`;
  const { status, body } = await service.call<Page>('GET', path, manager);
  expect(status).toBe(200);
  if (body.nextCursor === undefined) return body.items;
  return [...body.items, ...(await ordersBehind(query, body.nextCursor))];
};

describe('every figure of every answer can be opened', () => {
  it.each(reports)('of %s', async (path) => {
    const { body } = await service.call(`GET`, `${path}?${bothDays}`, manager);
    const numbers = numbersIn(path.replace('/api/analytics/', ''), body as Numbers);
    expect(numbers.length).toBeGreaterThan(3);
    for (const number of numbers) {
      const opened = opens(number);
      if (opened === 'about no order') continue;
      const query = new URLSearchParams({ ...number.period, ...opened.query }).toString();
      const orders = await ordersBehind(query);
      expect([number.name, query, opened.from(orders)]).toEqual([number.name, query, number.value]);
    }
  });

  it('and each of its orders once, newest first', async () => {
    const ids = (await ordersBehind(bothDays)).map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids).toHaveLength(15);
  });
});

describe('a table', () => {
  const refusedTo = (path: string) => fetch(`${service.url}${path}`, { headers: { accept: 'text/csv' } });

  const tableOf = async (path: string) => {
    const authorization = `Bearer ${await service.token(['manager'])}`;
    const response = await fetch(`${service.url}${path}`, { headers: { accept: 'text/csv', authorization } });
    return { response, text: await response.text() };
  };

  it.each(reports)('is what %s is answered with where Accept asks for it: a record a row', async (path) => {
    const { response, text } = await tableOf(`${path}?${bothDays}`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('vary')).toContain('Accept');
    const { body } = await service.call<{ days: object[] }>('GET', `${path}?${bothDays}`, manager);
    expect(text.split('\r\n')).toHaveLength(body.days.length + 2);
    expect(text.split('\r\n')[0]).toMatch(/^day,/);
  });

  it('has sums per currency in columns of their own, and runs nothing in a spreadsheet', async () => {
    const { text: summary } = await tableOf(`/api/analytics/summary?${bothDays}`);
    expect(summary.split('\r\n')[0]).toContain('revenue.EUR,revenue.USD');
    expect(summary.split('\r\n')[2]).toContain(',-900,3198,');
    const { text: cancellations } = await tableOf(`/api/analytics/cancellations?${bothDays}`);
    expect(cancellations).toContain(`'=Nobody opened.`);
  });

  it.each(reports)(
    'of %s has a header also where there is nothing to tell, and the same for every period',
    async (path) => {
      const header = async (query: string) => (await tableOf(`${path}?${query}`)).text.split('\r\n')[0] ?? '';
      const [empty, full] = [await header('from=2026-03-01&to=2026-03-01'), await header(bothDays)];
      expect(full.replace(/,[A-Za-z]+\.(EUR|USD)/g, '')).toBe(empty);
    },
  );

  it('of orders has the same columns on every page, and where there are none', async () => {
    const header = async (query: string) => (await tableOf(`/api/analytics/orders?${query}`)).text.split('\r\n')[0];
    const none = await header('from=2026-03-01&to=2026-03-01&format=csv');
    expect(none).toContain('promisedAt,startedAt,readyAt');
    expect((await header(`${bothDays}&limit=1`))?.replace(/,amounts\.\w+/g, '')).toBe(none);
  });

  it('of orders goes on where its header says', async () => {
    const { response, text } = await tableOf(`/api/analytics/orders?${bothDays}&limit=10`);
    expect(text.trim().split('\r\n')).toHaveLength(11);
    const next = response.headers.get('next-cursor');
    const rest = await tableOf(`/api/analytics/orders?${bothDays}&limit=10&cursor=${next}`);
    expect(rest.text.trim().split('\r\n')).toHaveLength(6);
    expect(rest.response.headers.get('next-cursor')).toBeNull();
  });

  it('is refused as anything else is', async () => {
    const refused = await refusedTo('/api/analytics/summary');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  });
});

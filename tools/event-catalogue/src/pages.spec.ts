import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pages, problems } from './page';

it('every generated document says what the contracts and the service definitions say, and breaks nobody', () => {
  expect(problems(pages())).toEqual([]);
});

it.each(pages().map(({ path, text }) => [basename(path), path, text]))(
  '%s links to files that exist',
  (_, path, text) => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  },
);

describe('the generated documents', () => {
  const textOf = (name: string) => pages().find(({ path }) => basename(path) === name)?.text ?? '';

  it('link every event to its contract and to its handlers', () => {
    expect([...textOf('EVENTS.md').matchAll(/\]\(([^)]+)\)/g)].length).toBeGreaterThan(40);
  });

  it('name every operation with who may call it', () => {
    expect(textOf('API.md')).toMatch(
      /\| `POST \/api\/orders\/:id\/cancel` \|[^|]+\| customer, kitchen, courier, manager \|/,
    );
  });

  it('name how an operation may refuse', () => {
    expect(textOf('API.md')).toMatch(
      /`POST \/api\/orders\/:id\/cancel` .*404 `order-not-found`; 409 `cooking-started`/,
    );
  });

  it('mark secrets and what must be set', () => {
    expect(textOf('SETTINGS.md')).toMatch(/\| `DATABASE_URL` \(secret\) \|[^|]+\| an error \|/);
  });

  it('mark personal data in the schemas, and nothing else', () => {
    const placed = JSON.parse(textOf('order.placed.v2.json'));
    expect(placed.properties.customer.properties.phone['x-personal']).toBe(true);
    expect(placed.properties.fulfilment.oneOf[1].properties.address.properties.line1['x-personal']).toBe(true);
    expect(placed.properties.totalAmount['x-personal']).toBeUndefined();
  });
});

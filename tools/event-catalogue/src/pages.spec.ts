import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pages } from './page';
import { staleness } from './staleness';

describe.each(pages().map(({ path, text }) => [basename(path), path, text]))('docs/%s', (_name, path, text) => {
  it('says what the contracts and the service definitions say', () => {
    expect(staleness(path, text)).toBeUndefined();
  });

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  });
});

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

  it('mark secrets and what must be set', () => {
    expect(textOf('SETTINGS.md')).toMatch(/\| `DATABASE_URL` \(secret\) \|[^|]+\| an error \|/);
  });
});

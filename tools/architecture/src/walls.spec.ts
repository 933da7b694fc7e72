import type { Finding } from './lint/fixture';
import { lintFixtures } from './lint/lint-fixtures';
import { allowed, refused } from './walls.fixtures';

let findings: readonly (readonly Finding[])[] = [];
const foundIn = (index: number) => findings[index]?.map(({ rule, message }) => `${rule}: ${message}`);

beforeAll(async () => {
  findings = await lintFixtures([...refused, ...allowed]);
}, 120_000);

describe('it is refused that', () => {
  it.each(refused.map((probe, index) => ({ ...probe, index })))('$that', ({ by, index }) => {
    expect(foundIn(index)).toEqual(expect.arrayContaining(by.map((part) => expect.stringContaining(part))));
  });
});

describe('it is allowed that', () => {
  it.each(allowed.map((probe, index) => ({ ...probe, index })))('$that', ({ index }) => {
    expect(foundIn(refused.length + index)).toEqual([]);
  });
});

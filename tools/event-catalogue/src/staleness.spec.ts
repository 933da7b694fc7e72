import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staleness } from './staleness';

const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
const path = join(folder, 'EVENTS.md');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => writeFileSync(path, 'one\ntwo\n'));

describe('a generated page', () => {
  it('is fresh when it says what would be written now', () => {
    expect(staleness(path, 'one\ntwo\n')).toBeUndefined();
  });

  it.each([
    ['a line changed', 'one\n2\n', 2],
    ['a line was added', 'one\ntwo\nthree\n', 3],
    ['a line is gone', 'one\n', 2],
    ['only its end is gone', 'one\ntwo', 3],
  ])('is stale when %s, and tells from which line and what to run', (_, wanted, line) => {
    expect(staleness(path, wanted)).toBe(
      `${path} is stale from line ${line} on: run \`npm run generate\` and commit what it writes`,
    );
  });

  it('is stale when it is missing', () => {
    expect(staleness(join(folder, 'none.md'), 'one')).toMatch(/none.md is missing: run `npm run generate`/);
  });
});

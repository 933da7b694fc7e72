import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advisoryLocks } from './advisory-locks';

const root = join(__dirname, '../../..');
const numbersIn = (file: string): readonly number[] =>
  (readFileSync(file, 'utf8').match(/\b7_?216_?\d{3}\b/g) ?? []).map((text) => Number(text.replaceAll('_', '')));

describe('the numbers of advisory locks', () => {
  it('are all different', () => {
    const numbers = Object.values(advisoryLocks);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('are the same where their table cannot be read', () => {
    expect(numbersIn(join(root, 'deploy/postgres/roles.sql'))).toEqual([advisoryLocks.roles]);
    expect(numbersIn(join(root, 'jest.services.cjs'))).toEqual([advisoryLocks.testLeftovers]);
  });

  it('stand in their table and nowhere else here', () => {
    const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const others = sources.filter(
      (name) => name !== 'advisory-locks.ts' && numbersIn(join(__dirname, name)).length > 0,
    );
    expect(others).toEqual([]);
  });
});

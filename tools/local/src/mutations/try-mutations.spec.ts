import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutations } from './mutations';
import { inWords, mutated } from './try-mutations';

const root = join(__dirname, '../../../..');

describe('a mutation', () => {
  it.each(mutations.map((mutation) => ({ mutation, name: mutation.name })))(
    'for a build $name changes the source as it is now',
    ({ mutation }) => {
      const source = readFileSync(join(root, mutation.file), 'utf8');
      expect(mutated(mutation, source)).not.toBe(source);
      for (const spec of mutation.specs) expect(readFileSync(join(root, spec), 'utf8')).toMatch(/\bit\b/);
    },
  );

  it('that no longer applies says where and what it looked for', () => {
    const mutation = { name: 'that forgets', file: 'a.ts', edits: [{ from: 'remember()', to: '' }], specs: [] };
    expect(() => mutated(mutation, 'remember(); remember();')).toThrow(
      'The mutation "a build that forgets" no longer applies: a.ts holds 2 times:\nremember()',
    );
  });

  it('is told with the tests that caught it, or that it survived', () => {
    expect(inWords({ name: 'that forgets', caughtBy: ['remembers'], seconds: 2.4 })).toBe(
      'caught    a build that forgets (2 s)\n          by: remembers',
    );
    expect(inWords({ name: 'that forgets', caughtBy: [], seconds: 2.4 })).toBe('SURVIVED  a build that forgets (2 s)');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedFiles, staleFiles } from './files';

const root = join(__dirname, '../../..');

describe('boards and rules as they are committed', () => {
  const files = generatedFiles();

  it('are what would be made now', () => {
    expect(staleFiles(files.map(({ path, text }) => ({ path: join(root, path), text })))).toEqual([]);
  });

  it('are made the same twice', () => {
    expect(generatedFiles()).toEqual(files);
  });

  it('are stale when somebody changed or removed them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'generated-'));
    try {
      writeFileSync(join(folder, 'changed.yml'), 'groups: []\n');
      const wanted = ['changed.yml', 'missing.yml'].map((name) => ({ path: join(folder, name), text: 'groups:\n' }));
      expect(staleFiles(wanted)).toEqual([
        expect.stringMatching(/changed.yml is stale: run `npm run generate`/),
        expect.stringMatching(/missing.yml is stale: run `npm run generate`/),
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decisionProblems } from './decisions';
import { root } from './workspace';

const folder = mkdtempSync(join(tmpdir(), 'decisions-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the decision records', () => {
  it('each name a test or rule that exists', () => {
    const decisions = join(root, 'docs/decisions');
    expect(readdirSync(decisions).length).toBeGreaterThan(3);
    expect(decisionProblems(decisions, root)).toEqual([]);
  });

  it('are refused that name none, or one that is gone', () => {
    writeFileSync(join(folder, 'a-wish.md'), '# We will be careful\n');
    writeFileSync(join(folder, 'b-past.md'), '# Once\n\n**Enforced by** `libs/bus/src/gone.spec.ts`.\n');
    writeFileSync(join(folder, 'c-kept.md'), '# Kept\n\n**Enforced by** `tools/architecture/src/walls.spec.ts`.\n');
    expect(decisionProblems(folder, root)).toEqual([
      'a-wish.md: end it with **Enforced by** and the test or rule, as a path',
      'b-past.md: there is no libs/bus/src/gone.spec.ts',
    ]);
  });
});

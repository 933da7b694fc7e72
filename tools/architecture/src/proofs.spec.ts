import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofProblems } from './proofs';
import { root } from './workspace';

describe('the page of the pattern', () => {
  it('proves every item by tests and commands that exist', () => {
    expect(proofProblems('docs/PATTERN.md', root)).toEqual([]);
  });
});

describe('a row is refused that', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proofs-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const problems = (proof: string) => {
    writeFileSync(join(folder, 'package.json'), '{ "scripts": { "chaos": "" } }');
    writeFileSync(join(folder, 'a.spec.ts'), "it('bakes', () => undefined);\n");
    writeFileSync(join(folder, 'page.md'), `| item | proof |\n| ---- | ----- |\n| baking | ${proof} |\n`);
    return proofProblems('page.md', folder);
  };

  it('has no proof', () => expect(problems('it is so')).toEqual(['baking: no test and no command']));
  it('names a file that is gone', () =>
    expect(problems('[“bakes”](gone.spec.ts)')).toEqual(['baking: there is no gone.spec.ts']));
  it('names a test that is called otherwise', () =>
    expect(problems('[“fries”](a.spec.ts)')).toEqual(['baking: a.spec.ts has no test “fries”']));
  it('links to a file without saying which test', () =>
    expect(problems('[the spec](a.spec.ts)')).toEqual(['baking: the link to a.spec.ts names no test between “…”']));
  it('names a command that is none', () =>
    expect(problems('`npm run fry`')).toEqual(['baking: there is no command npm run fry']));
  it('not one with a test and a command', () => expect(problems('[“bakes”](a.spec.ts), `npm run chaos`')).toEqual([]));
});

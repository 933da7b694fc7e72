import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportsProblems } from './packages';
import { projectsOf, root } from './workspace';

const exporting = (folder: string, exports?: unknown) =>
  exportsProblems([{ folder, manifest: { name: 'it', exports } }]);
const conditions = { '@pizzeria/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' };

describe('the packages', () => {
  it('show a face and hide the rest', () => {
    expect(exportsProblems(projectsOf(root))).toEqual([]);
  });

  it('are not opened by wildcard paths of the compiler', () => {
    const base = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')) as { compilerOptions: object };
    expect(Object.keys(base.compilerOptions)).not.toContain('paths');
  });
});

it.each([
  ['without a face', undefined],
  ['with one', { '.': conditions }],
])('a tool may be %s', (_, exports) => expect(exporting('tools/local', exports)).toEqual([]));

describe('a package is refused that', () => {
  it('has no exports', () => expect(exporting('libs/bus')).toEqual([expect.stringContaining('give it exports')]));

  it('opens all its files', () =>
    expect(exporting('libs/bus', { '.': conditions, './*': './src/*.ts' })).toEqual([
      expect.stringContaining('remove the export ./*'),
    ]));

  it('gives its build where its source is asked for', () =>
    expect(
      exporting('libs/bus', { '.': { default: './dist/index.js', '@pizzeria/source': './src/index.ts' } }),
    ).toEqual([expect.stringContaining('write the conditions')]));

  it('is a tool and opens all its files to others', () =>
    expect(exporting('tools/local', { '.': conditions, './*': './src/*.ts' })).toEqual([
      expect.stringContaining('remove the export ./*'),
    ]));

  it('is an app and offers something to import', () =>
    expect(exporting('apps/orders', { '.': conditions })).toEqual([expect.stringContaining('remove exports')]));
});

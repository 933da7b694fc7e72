import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentPath, guarantees, specOf } from './document';
import { differences, nameOf, runsOn } from './promise-test';
import { rows } from './rows';
import { promises, type PromiseRow } from './table';
import { brokerVersions } from './versions';
import { busNames } from './world/place';

const root = join(__dirname, '../../..');
const table: readonly PromiseRow[] = promises;

describe('the table of promises', () => {
  it.each(busNames.flatMap((bus) => table.map(({ id }) => [id, bus] as const)))('has a test of %s on %s', (id, bus) => {
    expect(rows.filter((row) => row.promise === id && runsOn(row, bus))).not.toEqual([]);
  });

  it('has no two tests of the same name', () => {
    const names = rows.map(nameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('names tests elsewhere that are there', () => {
    const proofs = table.flatMap(({ elsewhere = [] }) => elsewhere);
    expect(proofs.length).toBeGreaterThan(0);
    for (const { file, test } of proofs) expect(readFileSync(join(root, file), 'utf8')).toContain(test);
  });

  it('is run by the spec files that its document names', () => {
    for (const bus of busNames)
      for (const speed of ['quick', 'slow'] as const)
        expect(readFileSync(join(root, specOf(bus, speed)), 'utf8')).toContain(`${speed}Rows`);
  });

  it('leaves tests to one bus only where a difference is declared', () => {
    const declared = differences.map(({ id, bus }) => `${id} on ${bus}`);
    for (const { only } of rows) if (only) expect(declared).toContain(`${only.because} on ${only.bus}`);
  });

  it('is what docs/GUARANTEES.md says', () => {
    const path = join(root, documentPath);
    expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(guarantees(rows, brokerVersions()));
  });
});

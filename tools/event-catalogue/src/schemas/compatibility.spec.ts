import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventFamily, on, pastVersion } from '@pizzeria/bus';
import { z } from 'zod';
import { catalogueOf } from '../catalogue';
import { forgottenSchemas, schemaPages } from './pages';

const oven = eventFamily({ type: 'example.oven', source: 'oven' })('bakery');
const loaf = z.object({ loaf: z.string(), crust: z.enum(['soft', 'hard']).optional() });
const first = pastVersion({
  version: 1,
  schema: z.object({ bread: z.string() }),
  example: { bread: 'rye' },
  upcast: ({ bread }) => ({ loaf: bread }),
});
const baked = (schema: z.ZodType = loaf, past = first, version = 2) =>
  oven({
    name: 'loaf.baked',
    version,
    meaning: 'A loaf left the oven.',
    schema,
    example: { loaf: 'rye' },
    past: [past],
    subject: () => 'loaf/1',
  });

describe('the schemas that are kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const pagesOf = (event = baked()) =>
    schemaPages(
      folder,
      [event],
      catalogueOf([event], [{ name: 'shop', subscriptions: { shelf: { handlers: [on(event, () => undefined)] } } }]),
    );
  const refusals = (event = baked()) => pagesOf(event).flatMap(({ refusal }) => refusal ?? []);
  beforeEach(() => {
    for (const { path, text } of pagesOf()) writeFileSync(path, text);
  });

  it('refuse nothing that stayed as it was', () => {
    expect(pagesOf().map(({ path }) => path)).toEqual(
      ['loaf.baked.v1.json', 'loaf.baked.v2.json'].map((file) => join(folder, file)),
    );
    expect(refusals()).toEqual([]);
    expect(forgottenSchemas(folder, pagesOf())).toEqual([]);
  });

  it('take an optional field', () => {
    expect(refusals(baked(loaf.extend({ grams: z.int().optional() })))).toEqual([]);
  });

  it('say what broke, for whom, and what to do', () => {
    expect(refusals(baked(z.object({ name: z.string(), crust: z.enum(['soft', 'hard']).optional() })))).toEqual([
      [
        'loaf.baked v2 (libs/contracts/src/bakery/loaf-baked.ts) is not what others rely on any more:',
        '  - `loaf` was removed, or renamed to `name`',
        '  - `name` is new and required',
        '  - `name` is refused in an example that was valid: Invalid input: expected string, received undefined',
        '  This breaks shop.shelf, and every message that is stored or under way.',
        '  Add optional fields only; for anything else publish loaf.baked.v3: keep this schema in `past` as ' +
          'pastVersion({ version: 2, … }) with an `upcast`.',
      ].join('\n'),
    ]);
  });

  it('hold a rule that no schema can say against the example that was kept', () => {
    const [refusal] = refusals(baked(loaf.refine(({ crust }) => crust !== undefined, 'say how hard it is')));
    expect(refusal).toContain('  - it is refused in an example that was valid: say how hard it is');
  });

  it('let a past version never change', () => {
    const changed = pastVersion({
      version: 1,
      schema: z.object({ bread: z.int() }),
      example: { bread: 7 },
      upcast: ({ bread }) => ({ loaf: `${bread}` }),
    });
    const [refusal] = refusals(baked(loaf, changed));
    expect(refusal).toContain('`bread` was of type string and is of type integer');
    expect(refusal).toContain('A past version says what was said long ago: put it back as it was.');
  });

  it('let a change be published as a new version that still reads the old ones', () => {
    const second = pastVersion({ version: 2, schema: loaf, example: { loaf: 'rye' }, upcast: (data) => data });
    const third = { ...baked(z.object({ name: z.string() }), first, 3), past: [first, second] };
    expect(refusals(third)).toEqual([]);
    expect(forgottenSchemas(folder, pagesOf(third))).toEqual([]);
  });

  it('let no version be forgotten', () => {
    const forgetful = { ...baked(), past: [] };
    expect(forgottenSchemas(folder, pagesOf(forgetful))).toEqual([
      expect.stringMatching(/^loaf\.baked\.v1 is not understood any more.*\n {2}Keep it in `past`/),
    ]);
  });

  it('say where one is that cannot be read', () => {
    writeFileSync(join(folder, 'loaf.baked.v2.json'), '<<<<<<< ours');
    expect(() => pagesOf()).toThrow(/loaf\.baked\.v2\.json is no JSON: take it from the last commit/);
  });
});

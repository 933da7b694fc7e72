import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited } from '../edited';
import { guards } from './guards';
import { inWords } from './try-guards';

const root = join(__dirname, '../../../..');

describe('a mistake', () => {
  it.each(guards.map((guard) => ({ guard, mistake: guard.mistake })))(
    'such as that $mistake can be made',
    ({ guard }) => {
      for (const { file, to, edits = [] } of guard.changes) {
        const source = readFileSync(join(root, file), 'utf8');
        expect([edited(source, edits, file), to ?? file]).not.toEqual([source, file]);
      }
      expect(guard.refusedBy.length).toBeGreaterThan(0);
    },
  );

  it('is told with what refused it, or with what was said instead', () => {
    const refusedBy = ['nx lint kitchen-service'];
    expect(inWords({ mistake: 'a tag has a typo', refusedBy, missed: [] })).toBe(
      'refused: a tag has a typo (nx lint kitchen-service)',
    );
    expect(inWords({ mistake: 'a tag has a typo', refusedBy: [], missed: ['tsc said nothing'] })).toBe(
      'NOT REFUSED AS IT SHOULD BE: a tag has a typo\ntsc said nothing',
    );
  });
});

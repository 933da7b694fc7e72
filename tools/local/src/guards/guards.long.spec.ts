import { join } from 'node:path';
import { guards } from './guards';
import { tryGuards } from './try-guards';

it('every mistake is refused by its check, with a sentence that says what to do', () => {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const tried = tryGuards(guards, { root: join(__dirname, '../../../..'), say });
  expect(tried).toHaveLength(guards.length);
  expect(tried.filter(({ missed }) => missed.length > 0)).toEqual([]);
}, 3_600_000);

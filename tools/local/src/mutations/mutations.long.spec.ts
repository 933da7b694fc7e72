import { join } from 'node:path';
import { mutations } from './mutations';
import { tryMutations } from './try-mutations';

it('every build that breaks a promise is caught by a test', async () => {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const tried = await tryMutations(mutations, { root: join(__dirname, '../../../..'), env: process.env, say });
  expect(tried).toHaveLength(mutations.length);
  expect(tried.filter(({ caughtBy }) => caughtBy.length === 0)).toEqual([]);
}, 3_600_000);

import { type TestDatabase, testDatabase } from '@pizzeria/postgres/testing';
import { migrations } from '../migrations';
import { postgresOptOuts } from './opt-outs';

describe('numbers that want no SMS', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ migrations, name: 'opt-outs' });
  });
  afterAll(() => test.drop());

  it('are those that said so last', async () => {
    const optOuts = postgresOptOuts(test.database);
    const now = new Date();
    expect(await optOuts.has('+14155550123')).toBe(false);
    await optOuts.set('+14155550123', 'none', now);
    expect(await optOuts.has('+14155550123')).toBe(true);
    expect(await optOuts.has('+14155550124')).toBe(false);
    await optOuts.set('+14155550123', 'all', now);
    expect(await optOuts.has('+14155550123')).toBe(false);
  });
});

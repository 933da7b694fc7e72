import { undoing } from './undoing';

const fail = (why: string) => () => {
  throw new Error(why);
};

describe('what is undone', () => {
  it('is every step, the last first, and then the work is answered', async () => {
    const told: string[] = [];
    const answer = await undoing((onUndo) => {
      onUndo(() => told.push('first'));
      onUndo(() => Promise.resolve(told.push('second')));
      return Promise.resolve(told.push('work'));
    });
    expect([answer, told]).toEqual([1, ['work', 'second', 'first']]);
  });

  it('is what was done, when the work fails half-way', async () => {
    const told: string[] = [];
    const work = undoing(async (onUndo) => {
      onUndo(() => told.push('first'));
      await Promise.reject(new Error('The second step failed.'));
      onUndo(() => told.push('third'));
    });
    await expect(work).rejects.toThrow('The second step failed.');
    expect(told).toEqual(['first']);
  });

  it('is everything else, when one cannot be undone; all that went wrong is told', async () => {
    const told: string[] = [];
    const work = undoing((onUndo) => {
      onUndo(() => told.push('first'));
      onUndo(fail('It stayed.'));
      return Promise.reject(new Error('It broke.'));
    });
    await expect(work).rejects.toThrow('It broke. And: It stayed.');
    expect(told).toEqual(['first']);
  });
});

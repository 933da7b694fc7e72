import { turns } from './turns';

describe('turns', () => {
  it('let work on one thing wait for its turn, and work on another go on', async () => {
    const inTurn = turns();
    const done: string[] = [];
    let finish = () => {};
    const first = inTurn('broker', () => new Promise<void>((resolve) => void (finish = resolve)));
    const second = inTurn('broker', () => Promise.resolve(void done.push('second')));
    await inTurn('database', () => Promise.resolve(void done.push('other')));
    expect(done).toEqual(['other']);
    finish();
    await Promise.all([first, second]);
    expect(done).toEqual(['other', 'second']);
  });

  it('go on after a failure, which is told to its caller', async () => {
    const inTurn = turns();
    const failing = inTurn('broker', () => Promise.reject(new Error('no')));
    const next = inTurn('broker', () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('done');
  });
});

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { within } from './within';

describe('A time limit', () => {
  const forever = new AbortController().signal;
  const aborted = (signal: AbortSignal) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason), { once: true }));

  it('aborts when its time is over', async () => {
    expect(await aborted(within(5, forever).signal)).toMatchObject({ name: 'TimeoutError' });
  });

  it('aborts although nobody but its listener knows it and memory is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const over = aborted(within(200, new AbortController().signal).signal);
    for (let round = 0; round < 5; round += 1) {
      await new Promise(setImmediate);
      collect();
    }
    expect(await over).toMatchObject({ name: 'TimeoutError' });
  });

  it('aborts with the outer signal, for its reason', async () => {
    const outer = new AbortController();
    const { signal, end } = within(60_000, outer.signal);
    const over = aborted(signal);
    outer.abort('closing time');
    expect(await over).toBe('closing time');
    end();
  });

  it('is over at once when the outer signal was', () => {
    const { signal, end } = within(60_000, AbortSignal.abort('closed'));
    end();
    expect(signal.reason).toBe('closed');
  });

  it('aborts no more once it was ended', () => {
    jest.useFakeTimers();
    const outer = new AbortController();
    const { signal, end } = within(1, outer.signal);
    end();
    outer.abort();
    jest.advanceTimersByTime(10);
    jest.useRealTimers();
    expect(signal.aborted).toBe(false);
  });
});

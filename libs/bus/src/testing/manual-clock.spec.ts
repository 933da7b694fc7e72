import { manualClock } from './manual-clock';

describe('the clock of tests', () => {
  it('calls back in the order of time, and what a callback starts within the same advance', async () => {
    const clock = manualClock(new Date(0));
    const called: [string, number][] = [];
    const note = (what: string) => () => void called.push([what, clock.now().getTime()]);
    clock.after(30, note('late'));
    clock.after(10, () => {
      note('early')();
      void Promise.resolve().then(() => clock.after(5, note('started by the early one')));
    });
    clock.after(31, note('never'));
    await clock.advance(30);
    expect(called).toEqual([
      ['early', 10],
      ['started by the early one', 15],
      ['late', 30],
    ]);
    expect([clock.now().getTime(), clock.pending]).toEqual([30, 1]);
  });

  it('does not call back what was cancelled', async () => {
    const clock = manualClock();
    let called = false;
    const cancel = clock.after(1, () => {
      called = true;
    });
    cancel();
    await clock.advance(10);
    expect(called).toBe(false);
  });
});

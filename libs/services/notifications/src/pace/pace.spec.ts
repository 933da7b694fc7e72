import { type Monotonic, paceOf } from './pace';

/** Time that stands still until a test moves it; waits are noted and are over at once. */
const stillTime = () => {
  let now = 5_000;
  const waits: number[] = [];
  const clock: Monotonic = {
    now: () => now,
    after: (ms, signal) => {
      waits.push(ms);
      return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
  };
  return { clock, waits, advance: (ms: number) => void (now += ms) };
};

const never = new AbortController().signal;

describe('the pace of a channel', () => {
  it('lets the first call through at once and spaces the others evenly', async () => {
    const { clock, waits } = stillTime();
    const pace = paceOf(4, clock);
    for (let call = 1; call <= 4; call += 1) await pace.turn(never);
    expect(waits).toEqual([250, 500, 750]);
  });

  it('saves no calls up for later', async () => {
    const { clock, waits, advance } = stillTime();
    const pace = paceOf(1, clock);
    await pace.turn(never);
    advance(60_000);
    await pace.turn(never);
    await pace.turn(never);
    expect(waits).toEqual([1_000]);
  });

  it('stands still for as long as the provider asks, and never for less than it asked before', () => {
    const { clock, advance } = stillTime();
    const pace = paceOf(10, clock);
    expect(pace.pausedMs()).toBe(0);
    pace.pause(7_000);
    pace.pause(1_000);
    expect(pace.pausedMs()).toBe(7_000);
    advance(6_999);
    expect(pace.pausedMs()).toBe(1);
    advance(1);
    expect(pace.pausedMs()).toBe(0);
  });

  it('lets nobody wait who must stop', async () => {
    const pace = paceOf(1, stillTime().clock);
    await pace.turn(never);
    await expect(pace.turn(AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
  });
});

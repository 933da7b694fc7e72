import { gate } from './gate';

const living = new AbortController().signal;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the gate that handlers go through', () => {
  /** Enters and notes when it is in; `leave` goes out. */
  const enter = (through: ReturnType<typeof gate>, how: 'together' | 'alone', givingUp = living) => {
    const visit = { inside: false, gaveUp: false, leave: () => undefined as void };
    void through.enter(how, givingUp).then((leave) => {
      visit.inside = leave !== undefined;
      visit.gaveUp = leave === undefined;
      visit.leave = () => {
        visit.inside = false;
        leave?.();
      };
    });
    return visit;
  };

  it('lets many in together, and one alone when they are all gone; who comes after that one waits for it', async () => {
    const through = gate();
    const together = [enter(through, 'together'), enter(through, 'together')];
    const alone = enter(through, 'alone');
    const later = [enter(through, 'together'), enter(through, 'together'), enter(through, 'alone')];
    await turn();
    expect([...together, alone, ...later].map(({ inside }) => inside)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    together.forEach(({ leave }) => leave());
    await turn();
    expect([alone, ...later].map(({ inside }) => inside)).toEqual([true, false, false, false]);
    alone.leave();
    await turn();
    expect(later.map(({ inside }) => inside)).toEqual([true, true, false]);
    later.slice(0, 2).forEach(({ leave }) => leave());
    await turn();
    expect(later[2]?.inside).toBe(true);
  });

  it('lets go who gives up waiting, and those behind pass', async () => {
    const through = gate();
    const first = enter(through, 'together');
    const stopping = new AbortController();
    const alone = enter(through, 'alone', stopping.signal);
    const behind = enter(through, 'together');
    await turn();
    expect(behind.inside).toBe(false);
    stopping.abort();
    await turn();
    expect([first.inside, alone.inside, alone.gaveUp, behind.inside]).toEqual([true, false, true, true]);
    expect(await through.enter('together', stopping.signal)).toBeUndefined();
  });
});

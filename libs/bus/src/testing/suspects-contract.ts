import type { SuspectsOfProcess } from './memory-suspects';

/** Where several processes of one service keep their notes; empty at first. */
export interface SuspectsPlace {
  start(): Promise<SuspectsOfProcess> | SuspectsOfProcess;
}

const message = { queue: 'depot.out', messageId: 'parcel-1' };

/** What every keeper of notes about suspects promises, as jest tests; `open` makes an empty place for each. */
export const suspectsContract = (open: () => Promise<SuspectsPlace> | SuspectsPlace): void => {
  const deathsOf = async (place: SuspectsPlace, of = message): Promise<number> =>
    (await (await place.start()).deaths(of)).length;
  const begin = async (place: SuspectsPlace): Promise<SuspectsOfProcess> => {
    const process = await place.start();
    await process.record(message);
    return process;
  };

  it('every process that died over a message counts, with the time it began, and for that message alone', async () => {
    const place = await open();
    const before = Date.now() - 1_000;
    for (let n = 0; n < 3; n += 1) await (await begin(place)).die();
    const deaths = await (await place.start()).deaths(message);
    expect(deaths).toHaveLength(3);
    expect(deaths).toEqual(deaths.toSorted((a, b) => a.getTime() - b.getTime()));
    expect(deaths[0]?.getTime()).toBeGreaterThanOrEqual(before);
    expect(await deathsOf(place, { ...message, queue: 'depot.log' })).toBe(0);
    expect(await deathsOf(place, { ...message, messageId: 'parcel-2' })).toBe(0);
  });

  it('a process that lives does not count, neither for itself nor for another one', async () => {
    const place = await open();
    const living = await begin(place);
    await living.record(message);
    expect(await living.deaths(message)).toEqual([]);
    expect(await deathsOf(place)).toBe(0);
    await living.forget(message, { over: true });
  });

  it('a process that saw how it ended does not count after its death, and does not absolve others', async () => {
    const place = await open();
    await (await begin(place)).die();
    const survivor = await begin(place);
    await survivor.forget(message, { over: false });
    await survivor.die();
    expect(await deathsOf(place)).toBe(1);
  });

  it('nothing is remembered of a message that came to its end', async () => {
    const place = await open();
    await (await begin(place)).die();
    const last = await begin(place);
    await last.forget(message, { over: true });
    expect(await deathsOf(place)).toBe(0);
    await last.forget(message, { over: true });
  });
};

import { nameOf, runsOn, type PromiseTest } from './promise-test';

import type { BusName, Place } from './world/place';
import { World } from './world/world';

/** Jest tests of these promises on one bus: processes are started once and shared, every fault is healed after its test. */
export const runRows = (bus: BusName, tests: readonly PromiseTest[], open: () => Promise<Place>): void => {
  let world: World | undefined;
  const opened = (): World => {
    if (!world) throw new Error('the subjects did not start');
    return world;
  };
  beforeAll(async () => {
    world = await World.open(await open());
  }, 120_000);
  afterEach(() => world?.heal());
  afterAll(() => world?.close(), 60_000);

  for (const test of tests.filter((one) => runsOn(one, bus))) it(nameOf(test), () => test.run(opened()));
};

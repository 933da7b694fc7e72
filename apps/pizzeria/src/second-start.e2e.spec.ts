import { rm } from 'node:fs/promises';
import { npmStart } from './testing/npm-start';
import { temporaryFolder } from './testing/open-pizzeria';

describe('a second start on the same data', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Starts it, asks for the menu, stops it; how long the menu took from the start of the process, s. */
  const secondsToMenu = async (): Promise<number> => {
    const began = performance.now();
    const pizzeria = npmStart({ DATA_DIR: folder, PORT: '0', MANAGEMENT_PORT: '0' });
    const menu = await fetch(`${await pizzeria.opened()}/api/menu`);
    const seconds = (performance.now() - began) / 1_000;
    pizzeria.kill('SIGTERM');
    expect(menu.status).toBe(200);
    expect(await pizzeria.ended).toBe(0);
    return seconds;
  };

  /** How long this machine takes now to load the program alone, s: it ends at a setting that cannot be used. */
  const secondsToLoad = async (): Promise<number> => {
    const began = performance.now();
    expect(await npmStart({ DATA_DIR: folder, PORT: 'eighty' }).ended).toBe(1);
    return (performance.now() - began) / 1_000;
  };

  it('answers its first request in seconds', async () => {
    const first = await secondsToMenu();
    const before = await secondsToLoad();
    const second = await secondsToMenu();
    const loading = Math.max(before, await secondsToLoad());
    process.stdout.write(
      `First menu ${first.toFixed(1)} s after the first start, ${second.toFixed(1)} s after the second; the program alone loads in ${loading.toFixed(1)} s.\n`,
    );
    // 5 s are promised on a machine that does nothing else; a slow or busy one shows it by the loading.
    expect(second).toBeLessThan(Math.max(15, 5 * loading));
  }, 300_000);
});

import { aWorld } from './testing/a-world';
import { keepLooking } from './world';

const nothing = () => ({});
const soon = () => new Promise(setImmediate);

describe('looking again and again', () => {
  it('ends when the world has closed and all that was begun has ended', async () => {
    const world = aWorld(nothing);
    let finish = () => {};
    let over = false;
    const looking = keepLooking(world, 0, (begin) => {
      begin(new Promise<void>((resolve) => void (finish = resolve)));
      world.close();
      return Promise.resolve();
    }).then(() => (over = true));
    await soon();
    expect(over).toBe(false);
    finish();
    await looking;
  });

  it('ends at once with the failure of what a look began', async () => {
    const world = aWorld(nothing);
    const failing = keepLooking(world, 0, (begin) => {
      begin(soon().then(() => Promise.reject(new Error('the oven broke'))));
      return Promise.resolve();
    });
    await expect(failing).rejects.toThrow('the oven broke');
    world.close();
  });

  it('hears what fails after a look has failed', async () => {
    let fail = (_: Error) => {};
    const failing = keepLooking(aWorld(nothing), 0, (begin) => {
      begin(new Promise<void>((_, reject) => void (fail = reject)));
      return Promise.reject(new Error('time is up'));
    });
    await expect(failing).rejects.toThrow('time is up');
    fail(new Error('time is up for the cook, too'));
    // Jest fails a test in which a failure is heard by nobody.
    await soon();
  });
});

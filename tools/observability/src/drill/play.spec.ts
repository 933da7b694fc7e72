import type { Stage } from '../stage/stage';
import { play } from './play';
import type { Scenario } from './scenario';

const stage = {} as Stage;
const watch = { now: 7, fires: () => Promise.resolve(), resolves: () => Promise.resolve() };

describe('a scenario', () => {
  it('is made well again when it went wrong only half-way', async () => {
    const told: string[] = [];
    const scenario: Scenario = {
      what: 'two things break',
      expects: [],
      cause: (_stage, onUndo) => {
        onUndo(() => told.push('the first is well again'));
        return Promise.reject(new Error('The second did not break.'));
      },
    };
    const playing = play(scenario, stage, watch, (line) => told.push(line));
    await expect(playing).rejects.toThrow('The second did not break.');
    expect(told).toEqual([
      '   7 s  cause     two things break',
      '   7 s  mend      two things break',
      'the first is well again',
    ]);
  });
});

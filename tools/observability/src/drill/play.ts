import type { Stage } from '../stage/stage';
import type { Scenario } from './scenario';
import { undoing } from './undoing';
import type { Watch } from './watch';

const firesWithinMs = 150_000;
const resolvesWithinMs = 200_000;

/** Plays a scenario and waits until its alerts fired and, after it was made well again, resolved. Throws when not. */
export const play = async (
  scenario: Scenario,
  stage: Stage,
  watch: Pick<Watch, 'now' | 'fires' | 'resolves'>,
  say: (line: string) => void,
): Promise<void> => {
  const told = (what: string) => say(`${watch.now.toFixed(0).padStart(4)} s  ${what} ${scenario.what}`);
  const from = watch.now;
  await undoing(async (onUndo) => {
    told('cause    ');
    try {
      await scenario.cause(stage, onUndo);
      await watch.fires(scenario.expects, from, firesWithinMs);
    } finally {
      told('mend     ');
    }
  });
  await watch.resolves(scenario.expects, resolvesWithinMs);
};

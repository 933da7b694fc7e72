import type { Stage } from '../stage/stage';
import type { OnUndo } from './undoing';
import type { Expected } from './watch';

/** Something that goes wrong for real, and the alerts that tell of it. */
export interface Scenario {
  readonly what: string;
  readonly expects: readonly Expected[];
  /** Makes it go wrong; registers what makes each step of it well again, as soon as it is done. */
  cause(stage: Stage, onUndo: OnUndo): Promise<void>;
}

import type { Stage } from '../stage/stage';
import type { Expected } from './watch';

/** Something that goes wrong for real, and the alerts that tell of it. */
export interface Scenario {
  readonly what: string;
  readonly expects: readonly Expected[];
  /** Makes it go wrong; answers what makes it well again. */
  cause(stage: Stage): Promise<() => Promise<unknown>>;
}

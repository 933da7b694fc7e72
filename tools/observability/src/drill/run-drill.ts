import { until } from '@pizzeria/local';
import { openStage, type Stage } from '../stage/stage';
import { play } from './play';
import { startPrometheus } from './prometheus';
import type { Scenario } from './scenario';
import {
  brokerGone,
  killedAgainAndAgain,
  lockedTable,
  memoryAlarm,
  noProcessor,
  refusedEvent,
  stolenLead,
} from './scenarios-of-processes';
import {
  badMessages,
  deletedQueue,
  databaseAway,
  killingMessage,
  lostBindings,
  providerFails,
  slowWay,
} from './scenarios-of-queues';
import { undoing } from './undoing';
import { Watch, type Episode } from './watch';

/** What every wait, range and window of the rules is divided by. */
const by = 30;
/** Also divided, so that what is given up is given up in time. */
const ladder = [200, 500, 2_000, 5_000];

/** Scenarios of one lane come one after the other; lanes of a phase run side by side and do not touch each other. */
const phases: readonly (readonly (readonly Scenario[])[])[] = [
  [
    [badMessages, databaseAway],
    [providerFails, stolenLead],
    [refusedEvent, noProcessor, deletedQueue],
  ],
  [[killingMessage], [lockedTable]],
  [[slowWay], [lostBindings]],
  [[killedAgainAndAgain], [memoryAlarm]],
  [[brokerGone]],
];

const calmWithinMs = 60_000;

export interface Drill {
  readonly episodes: readonly Episode[];
  /** What did not go as it should; empty is good. */
  readonly failures: readonly string[];
  readonly seconds: number;
}

/** Makes things go wrong before a hurried Prometheus, and looks which alerts fire and resolve. */
export const runDrill = (program: string, say: (line: string) => void): Promise<Drill> =>
  undoing(async (onUndo) => {
    const stage = await openStage({ ladder });
    onUndo(() => stage.close());
    const prometheus = await startPrometheus(program, stage, by);
    onUndo(() => prometheus.stop());
    // What was not scraped yet when the rules were first looked at seemed to be away.
    await until('all to be well', calmWithinMs, async () => {
      const names = (await prometheus.alerts()).map(({ labels }) => labels['alertname']);
      return names.every((name) => name === 'Watchdog');
    });
    const watch = new Watch(() => prometheus.alerts(), say);
    onUndo(() => watch.stop());
    const failures = await playAll(stage, watch, say);
    return { episodes: watch.episodes, failures, seconds: watch.now };
  });

const playAll = async (stage: Stage, watch: Watch, say: (line: string) => void): Promise<readonly string[]> => {
  const failures: string[] = [];
  for (const lanes of phases) {
    await Promise.all(
      lanes.map(async (lane) => {
        for (const scenario of lane) {
          try {
            await play(scenario, stage, watch, say);
          } catch (error) {
            failures.push(`${scenario.what}: ${error instanceof Error ? error.message : String(error)}`);
            say(`${watch.now.toFixed(0).padStart(4)} s  FAILED    ${failures.at(-1) ?? ''}`);
          }
        }
      }),
    );
  }
  return failures;
};

/** Alerts that the scenarios are made for. */
const expected = new Set(phases.flat(2).flatMap(({ expects }) => expects.map(({ alert }) => alert)));

/** Those of them that fired and resolved. */
export const firedAndResolved = ({ episodes }: Drill): readonly string[] => {
  const over = episodes
    .filter(({ resolvedAt }) => resolvedAt !== undefined)
    .map(({ name }) => name.split(' ')[0] ?? '');
  return [...expected].filter((name) => over.includes(name)).sort();
};

/** What fired and resolved, a line each, and what did not go as it should. */
export const report = (drill: Drill): string => {
  const { episodes, failures, seconds } = drill;
  const at = (moment: number | undefined) => (moment === undefined ? 'still' : `${moment.toFixed(0)} s`).padStart(8);
  const done = firedAndResolved(drill);
  return [
    '   fired resolved  alert',
    ...episodes.map(({ name, firedAt, resolvedAt }) => `${at(firedAt)} ${at(resolvedAt)}  ${name}`),
    '',
    `${done.length} of ${expected.size} alerts fired and resolved in ${seconds.toFixed(0)} s: ${done.join(', ')}`,
    ...failures.map((failure) => `FAILED: ${failure}`),
  ].join('\n');
};

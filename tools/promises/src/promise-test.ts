import { sentenceOf, promises, type PromiseId, type PromiseRow } from './table';
import type { BusName } from './world/place';
import type { World } from './world/world';

/** One test of a promise, run on each bus. */
export interface PromiseTest {
  readonly promise: PromiseId;
  /** What is tried here; a test's name is the promise and this. */
  readonly detail: string;
  /** `slow`: in the long suites, on a broker of their own, which they may restart and starve. */
  readonly speed: 'quick' | 'slow';
  /** Where it is meant for one bus only: why, by a declared difference. */
  readonly only?: { readonly bus: BusName; readonly because: DifferenceId };
  run(world: World): Promise<void>;
}

/** Where the buses differ. There should be no more than this. */
export const differences = [
  {
    id: 'sharing',
    bus: 'RabbitMQ',
    what: 'Several processes share a queue. The bus in memory belongs to one process, which a second one is refused.',
  },
] as const satisfies readonly { readonly id: string; readonly bus: BusName; readonly what: string }[];

export type DifferenceId = (typeof differences)[number]['id'];

export const rowOf = (id: PromiseId): PromiseRow => {
  const row = promises.find((promise) => promise.id === id);
  if (!row) throw new Error(`there is no promise ${id}`);
  return row;
};

/** The name a test runs under. */
export const nameOf = ({ promise, detail }: Pick<PromiseTest, 'promise' | 'detail'>): string =>
  `${sentenceOf(rowOf(promise))} (${detail})`;

/** Whether a test runs on this bus. */
export const runsOn = ({ only }: PromiseTest, bus: BusName): boolean => only === undefined || only.bus === bus;

/** A quick test of a promise. */
export const quick = (promise: PromiseId, detail: string, run: PromiseTest['run']): PromiseTest => ({
  promise,
  detail,
  speed: 'quick',
  run,
});

/** A test of a promise that takes long, or does what only a broker of its own may suffer. */
export const slow = (promise: PromiseId, detail: string, run: PromiseTest['run']): PromiseTest => ({
  promise,
  detail,
  speed: 'slow',
  run,
});

/** Every way in which the run disturbs the services. */
export const faultKinds = [
  'kill',
  'terminate',
  'broker-restart',
  'broker-kill',
  'database-restart',
  'database-kill',
  'broker-cut',
  'database-cut',
  'broker-black-hole',
  'database-black-hole',
  'memory-alarm',
  'duplicates',
] as const;

/**
 * - `kill`, `terminate`: SIGKILL, SIGTERM to one process of a service
 * - `broker-restart`, `database-restart`: in good order; `broker-kill`, `database-kill`: as by a power cut, then again
 * - `broker-cut`, `database-cut`: the connections of one process break, and none can be made for a while
 * - `broker-black-hole`, `database-black-hole`: the connections of one process stay open and carry nothing
 * - `memory-alarm`: the broker takes no messages from publishers
 * - `duplicates`: events published before come again with the same id, out of order, some of them late
 */
export type FaultKind = (typeof faultKinds)[number];

/** What a fault is done to. */
export type Reach = 'process' | 'broker' | 'database' | 'events';

interface Nature {
  readonly reach: Reach;
  /** How long it lasts, ms: from, to; zero where it is over at once. */
  readonly lastsMs: readonly [from: number, to: number];
}

export const natureOf: Readonly<Record<FaultKind, Nature>> = {
  kill: { reach: 'process', lastsMs: [0, 0] },
  terminate: { reach: 'process', lastsMs: [0, 0] },
  'broker-restart': { reach: 'broker', lastsMs: [0, 0] },
  'broker-kill': { reach: 'broker', lastsMs: [500, 4_000] },
  'database-restart': { reach: 'database', lastsMs: [500, 4_000] },
  'database-kill': { reach: 'database', lastsMs: [500, 4_000] },
  'broker-cut': { reach: 'process', lastsMs: [0, 3_000] },
  'database-cut': { reach: 'process', lastsMs: [0, 3_000] },
  'broker-black-hole': { reach: 'process', lastsMs: [3_000, 20_000] },
  'database-black-hole': { reach: 'process', lastsMs: [3_000, 20_000] },
  'memory-alarm': { reach: 'broker', lastsMs: [3_000, 9_000] },
  duplicates: { reach: 'events', lastsMs: [0, 0] },
};

/** One fault as planned. */
export interface PlannedFault {
  /** From the start, ms. */
  readonly atMs: number;
  readonly kind: FaultKind;
  /** The process it is done to, for example `orders-2`; else `broker`, `database` or `events`. */
  readonly target: string;
  readonly lastsMs: number;
  /** Of the fault's own chance, where it needs any. */
  readonly seed: number;
}

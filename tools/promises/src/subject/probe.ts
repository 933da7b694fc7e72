import { Reject, RetryAfter } from '@pizzeria/bus';
import type { Deed } from './contracts';
import type { Report } from './messages';

/** What the handlers tell a test, and how a test holds them. */
export interface Probe {
  report(report: Report): void;
  /** Does as the test wants: returns, throws, waits for its gate, or ends the process. */
  act(place: string, job: string, deed: Deed, signal: AbortSignal): Promise<void>;
  open(gate: string): void;
}

/** A probe that reports through `tell`. `killMyself` must not return. */
export const newProbe = (tell: (report: Report) => void, killMyself: () => void): Probe => {
  const tries = new Map<string, number>();
  const gates = new Map<string, Gate>();
  const gateOf = (name: string): Gate => {
    const gate = gates.get(name) ?? newGate();
    gates.set(name, gate);
    return gate;
  };
  const held = ({ job, signal }: Act) => Promise.race([gateOf(job).opened, aborted(signal)]);
  const deedsOf: Readonly<Record<Deed, (at: Act) => Promise<void> | void>> = {
    work: () => undefined,
    throw: ({ job }) => fail(job),
    'throw-4': ({ job, tried }) => (tried <= 4 ? fail(job) : undefined),
    'throw-4-hold': (at) => (at.tried <= 4 ? fail(at.job) : held(at)),
    reject: ({ job }) => {
      throw new Reject(`${job} can never be done`);
    },
    wait: ({ tried }) => {
      if (tried === 1) throw new RetryAfter(120);
    },
    hang: async ({ place, job, signal }) => {
      await aborted(signal);
      tell({ kind: 'aborted', place, job });
      throw new Error('it was told to stop');
    },
    hold: held,
    die: () => killMyself(),
  };
  return {
    report: tell,
    open: (gate) => gateOf(gate).open(),
    act: async (place, job, deed, signal) => {
      const tried = (tries.get(`${place} ${job}`) ?? 0) + 1;
      tries.set(`${place} ${job}`, tried);
      tell({ kind: 'tried', place, job });
      await deedsOf[deed]({ place, job, signal, tried });
    },
  };
};

interface Act {
  readonly place: string;
  readonly job: string;
  readonly signal: AbortSignal;
  /** Which try in this process this is, from 1. */
  readonly tried: number;
}

interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

const newGate = (): Gate => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

const fail = (job: string): never => {
  throw new Error(`${job} fails`);
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

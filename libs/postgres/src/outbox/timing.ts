import { unansweredMs } from '../unanswered';

/** A relay's numbers; the defaults are for production. */
export interface RelayTiming {
  /** Most rows in hand at once. */
  readonly window: number;
  /** How long an idle relay waits for news before it looks by itself: doubles from first to last. */
  readonly pollMs: { readonly first: number; readonly last: number };
  /** Reading begins again from the lowest row at least this often. */
  readonly sweepMs: number;
  /** How often a relay that does not lead asks whether it may. */
  readonly electionMs: number;
  /** The server frees the lead of a relay that asked it nothing for so long; longer than any of its pauses. */
  readonly vanishedMs: number;
  /** A query without an answer for so long ends the relay's connection. */
  readonly unansweredMs: number;
  readonly busBackoffMs: { readonly first: number; readonly last: number };
  /** Pause before a refused row is tried again; doubles. */
  readonly refusedMs: number;
  readonly sampleMs: number;
  readonly housekeepingMs: number;
  /** How long `stop` waits for confirms. */
  readonly drainMs: number;
}

export const relayTiming: RelayTiming = {
  window: 500,
  pollMs: { first: 100, last: 1_000 },
  sweepMs: 1_000,
  electionMs: 1_000,
  vanishedMs: 12_000,
  unansweredMs,
  busBackoffMs: { first: 100, last: 5_000 },
  refusedMs: 200,
  sampleMs: 5_000,
  housekeepingMs: 3_600_000,
  drainMs: 10_000,
};

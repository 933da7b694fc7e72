import type { Measuring } from '@pizzeria/service';
import type { Messages } from '../use-cases/ports';
import { messagesByOutcome } from './measures';

/** Counts how messages end, where they are kept. */
export const measuredMessages = (messages: Messages, measure: Measuring): Messages => ({
  ...messages,
  finish: async (claim, ending, by) => {
    const ended = await messages.finish(claim, ending, by);
    if (ended) measure.count(messagesByOutcome, { channel: claim.channel, outcome: ending.outcome });
    return ended;
  },
  release: async (claim, release, now) => {
    const released = await messages.release(claim, release, now);
    if (released && release.state !== 'waiting')
      measure.count(messagesByOutcome, { channel: claim.channel, outcome: release.state });
    return released;
  },
});

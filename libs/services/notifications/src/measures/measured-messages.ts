import type { Channel } from '@pizzeria/contracts';
import type { Measuring } from '@pizzeria/service';
import type { Messages } from '../use-cases/messages';
import { messagesByOutcome } from './measures';

type Outcome = (typeof messagesByOutcome)['labels']['outcome'][number];

/** Counts how messages end, where they are kept. */
export const measuredMessages = (messages: Messages, measure: Measuring): Messages => {
  const count = (channel: Channel, outcome: Outcome) => measure.count(messagesByOutcome, { channel, outcome });
  return {
    ...messages,
    claim: async (draft, lease) => {
      const found = await messages.claim(draft, lease);
      if (found.claimed === 'sent') count(draft.channel, 'sent');
      return found;
    },
    finish: async (claim, ending, by) => {
      const ended = await messages.finish(claim, ending, by);
      if (ended) count(claim.channel, ended);
      return ended;
    },
    release: async (claim, release, now) => {
      const released = await messages.release(claim, release, now);
      if (released && released !== 'waiting') count(claim.channel, released);
      return released;
    },
    withhold: async (draft, made) => {
      const withheld = await messages.withhold(draft, made);
      if (withheld) count(draft.channel, 'withheld');
      return withheld;
    },
    withdraw: async (key, made) => {
      const decision = await messages.withdraw(key, made);
      if (decision.decide === 'withdraw') count(key.channel, 'withdrawn');
      return decision;
    },
  };
};

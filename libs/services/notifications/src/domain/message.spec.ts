import { decideClaim } from './message';

const existing = { leaseLeftMs: 0, inDoubt: false } as const;

describe('claiming a message that exists already', () => {
  it.each(['sent', 'recorded', 'uncertain'] as const)('leaves a message that is %s alone', (state) => {
    expect(decideClaim({ ...existing, state })).toEqual({ decide: 'nothing' });
  });

  it('waits for a process that may be sending it now', () => {
    expect(decideClaim({ ...existing, state: 'claimed', leaseLeftMs: 1_200 })).toEqual({ decide: 'wait', ms: 1_200 });
  });

  it('asks the provider first when the process that claimed it is dead', () => {
    expect(decideClaim({ ...existing, state: 'claimed', leaseLeftMs: -1 })).toEqual({ decide: 'ask-first' });
  });

  it('sends again what was certainly not sent, also after it was given up', () => {
    expect(decideClaim({ ...existing, state: 'waiting' })).toEqual({ decide: 'send' });
    expect(decideClaim({ ...existing, state: 'failed' })).toEqual({ decide: 'send' });
  });

  it('asks the provider first when an earlier try broke off half way', () => {
    expect(decideClaim({ ...existing, state: 'waiting', inDoubt: true })).toEqual({ decide: 'ask-first' });
  });
});

import { decideClaim, decideWithdrawal } from './message';

const existing = { leaseLeftMs: 0, inDoubt: false, sameAsking: true, reported: false } as const;

describe('claiming a message that exists already', () => {
  it.each(['sent', 'recorded', 'uncertain', 'withdrawn', 'withheld'] as const)(
    'leaves a message that is %s alone',
    (state) => {
      expect(decideClaim({ ...existing, state })).toEqual({ decide: 'nothing' });
    },
  );

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

  it('is for the event that asked, once it was given up: another one finds nothing to say', () => {
    expect(decideClaim({ ...existing, state: 'failed', sameAsking: false })).toEqual({ decide: 'nothing' });
    expect(decideClaim({ ...existing, state: 'waiting', sameAsking: false })).toEqual({ decide: 'send' });
  });

  it.each(['claimed', 'waiting', 'failed'] as const)('asks nobody when it is %s and was reported on', (state) => {
    expect(decideClaim({ ...existing, state, inDoubt: true, reported: true })).toEqual({ decide: 'sent' });
    expect(decideClaim({ ...existing, state: 'claimed', leaseLeftMs: 5, reported: true })).toMatchObject({
      decide: 'wait',
    });
  });

  it('asks the provider first when an earlier try broke off half way', () => {
    expect(decideClaim({ ...existing, state: 'waiting', inDoubt: true })).toEqual({ decide: 'ask-first' });
  });
});

describe('taking back what a message says', () => {
  it.each(['waiting', 'failed'] as const)('withdraws it when it is %s: nobody has read it', (state) => {
    expect(decideWithdrawal({ ...existing, state })).toEqual({ decide: 'withdraw' });
  });

  it.each(['sent', 'recorded', 'uncertain'] as const)('corrects what was %s', (state) => {
    expect(decideWithdrawal({ ...existing, state })).toEqual({ decide: 'correct', state });
  });

  it('waits for a process that may be sending it now', () => {
    const claimed = { ...existing, state: 'claimed', leaseLeftMs: 1_200 } as const;
    expect(decideWithdrawal(claimed)).toEqual({ decide: 'wait', ms: 1_200 });
  });

  it('corrects what may have been sent by a process that died, or by a try that broke off', () => {
    const uncertain = { decide: 'correct', state: 'uncertain' };
    expect(decideWithdrawal({ ...existing, state: 'claimed' })).toEqual(uncertain);
    expect(decideWithdrawal({ ...existing, state: 'waiting', inDoubt: true })).toEqual(uncertain);
  });

  it.each(['withdrawn', 'withheld'] as const)('leaves a message alone that is %s', (state) => {
    expect(decideWithdrawal({ ...existing, state })).toEqual({ decide: 'nothing' });
  });
});

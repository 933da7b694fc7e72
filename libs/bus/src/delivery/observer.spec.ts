import type { Settlement } from '../bus';
import { aDelivery, broken, handled, receiving } from '../testing/receiving';
import type { AttemptOutcome } from './attempt';
import type { DeliveryObserver } from './observer';
import type { ReceiverOptions } from './receiver';

describe('an observer', () => {
  const angry = (): never => {
    throw new Error('the observer is broken');
  };
  const everyCall = {
    received: angry,
    started: angry,
    handled: angry,
    failed: angry,
    triedAgain: angry,
    retried: angry,
    dead: angry,
    handedBack: angry,
  };

  it.each<[string, DeliveryObserver]>([
    ['in every call', everyCall],
    ['before the handler', { around: angry }],
    ['after the handler', { around: (_, run) => run().then(angry) }],
  ])('that throws %s changes nothing', async (_, observer) => {
    let runs = 0;
    const run = async (): Promise<AttemptOutcome> => {
      runs += 1;
      return 'handled';
    };
    expect(await receiving(run, { observer }).receive(aDelivery())).toEqual({ kind: 'ack' });
    expect(runs).toBe(1);
    const dead = await receiving(broken, { observer, quickTries: 0, ladder: [] }).receive(aDelivery());
    expect(dead).toMatchObject({ kind: 'dead-letter', marks: { reason: 'retries-exhausted' } });
  });

  it('is told one beginning and one end of every delivery', async () => {
    const told: string[] = [];
    const note = (what: string) => () => void told.push(what);
    const observer: DeliveryObserver = {
      around: async (_, run) => {
        told.push('(');
        const result = await run();
        told.push(')');
        return result;
      },
      received: note('received'),
      started: note('started'),
      handled: note('handled'),
      duplicate: note('duplicate'),
      failed: note('failed'),
      triedAgain: note('triedAgain'),
      retried: note('retried'),
      dead: note('dead'),
      handedBack: note('handedBack'),
    };
    const settle = async (
      runAttempt: ReceiverOptions['runAttempt'],
      delivery = aDelivery(),
    ): Promise<Settlement['kind']> => {
      told.length = 0;
      const { receive, clock } = receiving(runAttempt, { observer });
      const settled = receive(delivery);
      await clock.advance(1_000);
      return (await settled).kind;
    };
    const again = ['failed', 'triedAgain'];
    await settle(handled);
    expect(told).toEqual(['(', 'received', 'started', 'handled', ')']);
    await settle(async () => 'duplicate');
    expect(told).toEqual(['(', 'received', 'started', 'duplicate', ')']);
    await settle(broken);
    expect(told).toEqual(['(', 'received', 'started', ...again, ...again, 'failed', 'retried', ')']);
    await settle(broken, aDelivery({ attempts: 5 }));
    expect(told).toEqual(['(', 'received', 'started', 'failed', 'dead', ')']);
    await settle(handled, { ...aDelivery(), body: Buffer.from('nonsense') });
    expect(told).toEqual(['(', 'received', 'dead', ')']);
  });
});

import type { DeliveryMarks } from '../bus';
import { CannotWork } from '../errors';
import { on } from '../handler';
import { ParcelSent } from '../testing/parcels';
import { aDelivery, broken, handled, never, receiving } from '../testing/receiving';
import type { Attempt, AttemptOutcome } from './attempt';

describe('a receiver', () => {
  it('tells an attempt all about its event, and acks what was handled', async () => {
    const attempts: Attempt[] = [];
    const { receive } = receiving(async (attempt) => {
      attempts.push(attempt);
      return 'handled';
    });
    const delivery = aDelivery({ attempts: 5 });
    expect(await receive(delivery)).toEqual({ kind: 'ack' });
    expect(attempts).toMatchObject([
      { queue: 'depot.out', definition: ParcelSent, attempt: 6, final: true, delivery, event: { id: delivery.id } },
    ]);
  });

  it('waits with full jitter before each quick try, longer before the second', async () => {
    const tries: number[] = [];
    const { receive, clock } = receiving(async () => {
      tries.push(clock.now().getTime());
      throw new Error('broken');
    });
    const start = clock.now().getTime();
    const settled = receive(aDelivery());
    await clock.advance(1_000);
    expect(await settled).toMatchObject({ kind: 'retry', afterMs: 50, marks: { attempts: 3 } });
    expect(tries.map((at) => at - start)).toEqual([0, 25, 75]);
  });

  it('gives a handler that ignores its deadline up, and a late success changes nothing', async () => {
    let finish: (outcome: AttemptOutcome) => void = () => undefined;
    const { receive, clock } = receiving(
      () =>
        new Promise<AttemptOutcome>((resolve) => {
          finish = resolve;
        }),
    );
    const settled = receive(aDelivery());
    await clock.advance(19_999);
    await clock.advance(1);
    finish('handled');
    expect(await settled).toMatchObject({
      kind: 'retry',
      marks: { attempts: 1, error: expect.stringContaining('20000 ms') as unknown },
    });
    expect(clock.pending).toBe(0);
  });

  it('runs no more handlers at once than it may', async () => {
    const finish: ((outcome: AttemptOutcome) => void)[] = [];
    const {
      receive,
      receiver: made,
      clock,
    } = receiving(() => new Promise<AttemptOutcome>((resolve) => finish.push(resolve)), { concurrency: 2 });
    const settled = [1, 2, 3, 4, 5].map(() => receive(aDelivery()));
    await clock.advance(0);
    expect([finish.length, made.running, made.waiting]).toEqual([2, 2, 3]);
    for (let at = 0; at < 5; at += 1) {
      finish[at]?.('handled');
      await clock.advance(0);
    }
    expect(await Promise.all(settled)).toEqual(settled.map(() => ({ kind: 'ack' })));
    expect([made.running, made.waiting]).toEqual([0, 0]);
  });

  it('hands back what waits for a slot when it is stopped, and what comes afterwards', async () => {
    const { receive, receiver: made, clock } = receiving(never, { concurrency: 1 });
    const running = receive(aDelivery());
    const waiting = receive(aDelivery());
    await clock.advance(0);
    made.stop();
    expect(await Promise.all([waiting, receive(aDelivery())])).toEqual([{ kind: 'hand-back' }, { kind: 'hand-back' }]);
    expect(made.running).toBe(1);
    made.abort();
    expect(await running).toEqual({ kind: 'hand-back' });
    expect(clock.pending).toBe(0);
  });

  it('puts a message that was between two quick tries on the ladder when it is stopped: its failure counts', async () => {
    for (const [ladder, settlement] of [
      [[50, 100], { kind: 'retry', afterMs: 50, marks: { attempts: 1, error: 'broken' } }],
      [[], { kind: 'hand-back' }],
    ] as const) {
      const { receive, receiver: made, clock } = receiving(broken, { ladder });
      const settled = receive(aDelivery());
      await clock.advance(1);
      made.stop();
      expect(await settled).toMatchObject(settlement);
      expect(clock.pending).toBe(0);
    }
  });

  it('ends a message that fails and has its process stopped every time', async () => {
    let marks: DeliveryMarks = {};
    let lives = 0;
    for (let reason: string | undefined; reason === undefined; lives += 1) {
      const { receive, receiver: made, clock } = receiving(broken);
      const settling = receive(aDelivery(marks));
      await clock.advance(1);
      made.stop();
      const settled = await settling;
      if (!('marks' in settled)) throw new Error('it would go on for ever');
      ({ marks } = settled);
      reason = marks.reason;
    }
    expect([lives, marks]).toMatchObject([6, { reason: 'retries-exhausted', attempts: 6 }]);
  });

  it('hands back what cannot be worked on only where somebody will pause', async () => {
    const cannot = async () => {
      throw new CannotWork('no database');
    };
    const told: Error[] = [];
    expect(await receiving(cannot, { onCannotWork: (error) => told.push(error) }).receive(aDelivery())).toEqual({
      kind: 'hand-back',
    });
    expect(told).toHaveLength(1);
    const alone = receiving(cannot, { quickTries: 0 });
    expect(await alone.receive(aDelivery())).toMatchObject({ kind: 'retry', marks: { attempts: 1 } });
  });

  it('ends a message by a dead letter when there is no ladder at all', async () => {
    const { receive, clock } = receiving(broken, { ladder: [] });
    const settled = receive(aDelivery());
    await clock.advance(1_000);
    expect(await settled).toMatchObject({ kind: 'dead-letter', marks: { reason: 'retries-exhausted', attempts: 3 } });
  });

  it('keeps an early message waiting without taking a slot', async () => {
    const { receive, receiver: made, clock } = receiving(never, { concurrency: 1 });
    void receive(aDelivery());
    await clock.advance(0);
    const notBefore = new Date(clock.now().getTime() + 120).toISOString();
    expect(await receive(aDelivery({ notBefore }))).toEqual({ kind: 'retry', afterMs: 100, marks: { notBefore } });
    made.abort();
  });

  it('spreads its waits over neighbouring rungs only where it is told to', async () => {
    const chance = { quickTries: 0, random: () => 0.99 };
    expect(await receiving(broken, chance).receive(aDelivery())).toMatchObject({ afterMs: 50 });
    expect(await receiving(broken, { ...chance, jitter: true }).receive(aDelivery())).toMatchObject({ afterMs: 100 });
  });

  it('refuses two handlers for one event', () => {
    expect(() =>
      receiving(handled, { handlers: [on(ParcelSent, () => undefined), on(ParcelSent, () => undefined)] }),
    ).toThrow('depot.out has two handlers for parcel.sent');
  });
});

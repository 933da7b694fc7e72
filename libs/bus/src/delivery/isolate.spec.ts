import type { Delivery, DeliveryMarks } from '../bus';
import { CannotWork, Reject, RetryAfter } from '../errors';
import { suspectNotes, suspectsContract } from '../testing';
import { aDelivery, broken, handled, never, receiving } from '../testing/receiving';
import type { AttemptOutcome, RunAttempt } from './attempt';
import { gate } from './gate';
import type { ReceiverOptions } from './receiver';
import { suspectRung } from './waiting';

const cameBack = (deliveryCount: number, marks: DeliveryMarks = {}): Delivery => ({
  ...aDelivery(marks),
  redelivered: true,
  deliveryCount,
});
const marked = (): Delivery => cameBack(0, { suspect: true });

/** One process, its receiver and its notes; the notes are those of all processes of a test. */
const aProcess = (runAttempt: RunAttempt, notes = suspectNotes(), options: Partial<ReceiverOptions> = {}) => {
  const process = notes.start();
  const retried: string[] = [];
  const observer = { retried: (_: unknown, { because }: { because: string }) => void retried.push(because) };
  const made = receiving(runAttempt, { suspects: process, gate: gate(), observer, ...options });
  return { ...made, process, notes, retried };
};

/** Begins with a delivery and dies of it. */
const dieOf = async (delivery: Delivery, notes: ReturnType<typeof suspectNotes>): Promise<void> => {
  const { receive, process, clock } = aProcess(never, notes);
  void receive(delivery);
  await clock.advance(0);
  await process.die();
};

describe('the notes within a test', () => suspectsContract(() => suspectNotes()));

describe('a message that comes back again and again', () => {
  it('is suspected at the third return: a marked copy goes to a short rung, nothing runs and no attempt counts', async () => {
    let runs = 0;
    const { receive, notes, retried } = aProcess(async () => {
      runs += 1;
      return 'handled';
    });
    expect(await receive(cameBack(2))).toEqual({ kind: 'ack' });
    expect(await receive(cameBack(3, { attempts: 4 }))).toEqual({
      kind: 'retry',
      afterMs: 200,
      marks: { attempts: 4, suspect: true },
    });
    expect([runs, notes.size, retried]).toEqual([1, 0, ['suspected']]);
  });

  it('waits for the shortest rung of at least a second, or the longest when all are shorter', () => {
    expect([[5_000, 1_000, 60_000], [60_000, 5_000], [20, 100, 50], []].map(suspectRung)).toEqual([
      1_000,
      5_000,
      100,
      undefined,
    ]);
  });

  it('is handled alone at once where there is no rung to wait on', async () => {
    const { receive, notes } = aProcess(
      async ({ delivery }) => {
        expect(notes.size).toBe(1);
        return delivery.deliveryCount === 3 ? 'handled' : 'duplicate';
      },
      suspectNotes(),
      { ladder: [] },
    );
    expect(await receive(cameBack(3))).toEqual({ kind: 'ack' });
    expect(notes.size).toBe(0);
  });

  it('is handed back, unmarked, by a process that stops', async () => {
    const { receive, receiver, notes } = aProcess(handled);
    receiver.stop();
    expect(await receive(cameBack(3))).toEqual({ kind: 'hand-back' });
    expect(await receive(marked())).toEqual({ kind: 'hand-back' });
    expect(notes.size).toBe(0);
  });

  it('is not isolated where nobody keeps notes', async () => {
    expect(await receiving(handled).receive(cameBack(9))).toEqual({ kind: 'ack' });
  });
});

describe('a suspect', () => {
  it('runs when its neighbours have finished, and those after it when it has', async () => {
    const running = new Map<string, (outcome: AttemptOutcome) => void>();
    const { receive, clock } = aProcess(
      ({ event }) => new Promise<AttemptOutcome>((resolve) => running.set(event.id, resolve)),
    );
    const [before, suspect, after] = [aDelivery(), marked(), aDelivery()];
    const all = [before, suspect, after].map((delivery) => receive(delivery));
    const end = async ({ id }: Delivery): Promise<void> => {
      running.get(id)?.('handled');
      running.delete(id);
      await clock.advance(0);
    };
    await clock.advance(0);
    expect([...running.keys()]).toEqual([before.id]);
    await end(before);
    expect([...running.keys()]).toEqual([suspect.id]);
    await end(suspect);
    expect([...running.keys()]).toEqual([after.id]);
    await end(after);
    expect(await Promise.all(all)).toEqual(all.map(() => ({ kind: 'ack' })));
  });

  it('runs beside no handler of another subscription of its process', async () => {
    const shared = gate();
    const other = aProcess(never, undefined, { gate: shared });
    let runs = 0;
    const { receive, clock } = aProcess(
      async () => {
        runs += 1;
        return 'handled';
      },
      undefined,
      { gate: shared },
    );
    void other.receive(aDelivery());
    const settled = receive(marked());
    await clock.advance(0);
    expect(runs).toBe(0);
    other.receiver.abort();
    expect(await settled).toEqual({ kind: 'ack' });
  });

  it('becomes a dead letter, its handler not called, when three processes have died over it', async () => {
    const notes = suspectNotes();
    const suspect = marked();
    for (let n = 0; n < 3; n += 1) await dieOf(suspect, notes);
    let runs = 0;
    const { receive } = aProcess(async () => {
      runs += 1;
      return 'handled';
    }, notes);
    expect(await receive(suspect)).toEqual({
      kind: 'dead-letter',
      marks: {
        reason: 'crash-loop',
        queue: 'depot.out',
        attempts: 0,
        firstFailedAt: expect.stringMatching(/^\d{4}-/) as string,
        lastFailedAt: expect.stringMatching(/^\d{4}-/) as string,
        error: expect.stringMatching(/^3 processes died while they handled .* the handler of parcel\.sent /) as string,
      },
    });
    expect([runs, notes.size]).toEqual([0, 0]);
  });

  it('is handled when two processes have died over it and the third does not', async () => {
    const notes = suspectNotes();
    const suspect = marked();
    for (let n = 0; n < 2; n += 1) await dieOf(suspect, notes);
    expect(await aProcess(handled, notes).receive(suspect)).toEqual({ kind: 'ack' });
    expect(notes.size).toBe(0);
  });

  it.each<[string, RunAttempt, object]>([
    ['handled', handled, { kind: 'ack' }],
    ['known already', async () => 'duplicate', { kind: 'ack' }],
    ['rejected', () => Promise.reject(new Reject('no')), { kind: 'dead-letter', marks: { reason: 'rejected' } }],
    ['failed', broken, { kind: 'retry', afterMs: 50, marks: { attempts: 3 } }],
    ['put off', () => Promise.reject(new RetryAfter(60)), { kind: 'retry', afterMs: 50 }],
  ])('that was %s leaves no note and carries no mark on', async (_, runAttempt, settlement) => {
    const { receive, clock, notes } = aProcess(runAttempt);
    const settling = receive(marked());
    await clock.advance(1_000);
    const settled = await settling;
    expect(settled).toMatchObject(settlement);
    expect('marks' in settled ? settled.marks.suspect : undefined).toBeUndefined();
    expect(notes.size).toBe(0);
  });

  it('that is handed back four times, for stops and for a database that is away, never counts', async () => {
    const notes = suspectNotes();
    const suspect = marked();
    for (let n = 0; n < 4; n += 1) {
      const stopped = aProcess(never, notes);
      const settled = stopped.receive(suspect);
      await stopped.clock.advance(0);
      stopped.receiver.abort();
      expect(await settled).toEqual({ kind: 'hand-back' });
      await stopped.process.die();
      const away = aProcess(() => Promise.reject(new CannotWork('no database')), notes, {
        onCannotWork: () => undefined,
      });
      expect(await away.receive(suspect)).toEqual({ kind: 'hand-back' });
      await away.process.die();
    }
    expect(await aProcess(handled, notes).receive(suspect)).toEqual({ kind: 'ack' });
  });

  it('is not tried where no note can be made: handed back while the database is away, else a failure', async () => {
    const failing = (error: Error) => ({ ...suspectNotes().start(), record: () => Promise.reject(error) });
    const told: Error[] = [];
    const away = aProcess(handled, undefined, {
      suspects: failing(new CannotWork('no database')),
      onCannotWork: (error) => told.push(error),
    });
    expect(await away.receive(marked())).toEqual({ kind: 'hand-back' });
    expect(told).toHaveLength(1);
    const refused = aProcess(handled, undefined, { suspects: failing(new Error('no such table')) });
    expect(await refused.receive(marked())).toMatchObject({ kind: 'retry', afterMs: 50, marks: { attempts: 1 } });
  });

  it('that comes back before its time waits on, still marked, beside the others', async () => {
    const { receive, clock, notes } = aProcess(never);
    void receive(aDelivery());
    await clock.advance(0);
    const notBefore = new Date(clock.now().getTime() + 120).toISOString();
    expect(await receive(cameBack(0, { suspect: true, notBefore }))).toEqual({
      kind: 'retry',
      afterMs: 100,
      marks: { suspect: true, notBefore },
    });
    expect(notes.size).toBe(0);
  });
});

import fc from 'fast-check';
import type { DeliveryMarks, Settlement } from '../bus';
import { DeadlineExceeded, Reject } from '../errors';
import { afterFailure, maxAttempts, type QuickTry, type RetryPolicy } from './after-failure';
import { describeError, errorTypeOf } from './describe-error';
import { rungFor, waitAsAsked, waitOn } from './waiting';

const noon = new Date('2026-03-01T12:00:00.000Z');
const ladder = [50, 100, 200];
const policy: RetryPolicy = { ladder, quickTries: 2 };
const failOnce = (marks: DeliveryMarks, error: unknown, at = noon, by = policy) =>
  afterFailure(by, marks, { error, at, queue: 'depot.out' });

/** Everything that follows when a handler always throws this. */
const failUntilDead = (by: RetryPolicy, error: unknown): readonly (QuickTry | Settlement)[] => {
  const steps: (QuickTry | Settlement)[] = [];
  for (let marks: DeliveryMarks = {}; steps.length < 1_000;) {
    const next = failOnce(marks, error, noon, by);
    steps.push(next);
    if (next.kind === 'dead-letter') return steps;
    marks = 'marks' in next ? next.marks : {};
  }
  throw new Error('it never ends');
};

const shapeOf = (step: QuickTry | Settlement) => (step.kind === 'retry' ? step.afterMs : step.kind);

describe('after a failure', () => {
  it('come two quick tries, every rung, and the dead letter', () => {
    const steps = failUntilDead(policy, new Error('broken'));
    expect(steps.map(shapeOf)).toEqual(['quick', 'quick', 50, 100, 200, 'dead-letter']);
  });

  it('of its deadline a message goes to a rung at once, and still ends', () => {
    const steps = failUntilDead(policy, new DeadlineExceeded(20));
    expect(steps.map(shapeOf)).toEqual([50, 50, 50, 100, 200, 'dead-letter']);
  });

  it('every message ends after as many tries as the policy allows, whatever the policy and the error', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 8 }),
        fc.nat({ max: 4 }),
        fc.constantFrom<unknown>(new Error('broken'), new DeadlineExceeded(1), 'text', undefined),
        (rungs, quickTries, error) => {
          const by = { ladder: rungs, quickTries };
          const steps = failUntilDead(by, error);
          expect(steps).toHaveLength(maxAttempts(by));
          expect(
            steps.filter(({ kind }) => kind === 'retry').every((step) => rungs.includes(Number(shapeOf(step)))),
          ).toBe(true);
        },
      ),
    );
  });

  it('every message ends after as many tries, on rungs next to its turn at most, whatever chance says', () => {
    const chances = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
    const rising = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(rising, fc.nat({ max: 4 }), fc.boolean(), chances, (rungs, quickTries, overdue, chance) => {
        const sorted = rungs.toSorted((a, b) => a - b);
        const by = { ladder: sorted, quickTries, jitter: () => chance.next().value };
        const steps = failUntilDead(by, overdue ? new DeadlineExceeded(1) : new Error('broken'));
        expect(steps).toHaveLength(maxAttempts(by));
        steps.forEach((step, at) => {
          if (step.kind !== 'retry') return;
          const turn = Math.max(0, at - quickTries);
          expect(sorted.slice(Math.max(0, turn - 1), turn + 2)).toContain(step.afterMs);
        });
      }),
    );
  });

  it('half of a burst waits on its own rung, the rest on the neighbours, at the ends of the ladder on the one', () => {
    const waits = (attempts: number, by = policy) =>
      [0, 0.2, 0.25, 0.5, 0.74, 0.75, 0.99].map((chance) =>
        shapeOf(failOnce({ attempts }, new Error('broken'), noon, { ...by, jitter: () => chance })),
      );
    expect(waits(2)).toEqual([100, 100, 50, 50, 50, 100, 100]);
    expect(waits(3)).toEqual([50, 50, 100, 100, 100, 200, 200]);
    expect(waits(4)).toEqual([100, 100, 200, 200, 200, 100, 100]);
    expect(new Set(waits(2, { ladder: [50], quickTries: 2 }))).toEqual(new Set([50]));
  });

  it('the marks hold the first and the last failure, and the error of the last', () => {
    const later = new Date('2026-03-01T12:00:09.000Z');
    const first = failOnce({}, new Error('one'));
    if (!('marks' in first)) throw new Error('there are marks');
    expect(failOnce(first.marks, new Error('two'), later)).toMatchObject({
      marks: { attempts: 2, firstFailedAt: noon.toISOString(), lastFailedAt: later.toISOString(), error: 'two' },
    });
  });

  it('a wait that the handler had asked for is over', () => {
    expect(failOnce({ notBefore: noon.toISOString(), attempts: 2 }, new Error('broken'))).not.toHaveProperty(
      'marks.notBefore',
    );
  });

  it('of Reject comes the dead letter at once', () => {
    expect(failOnce({}, new Reject('no such street'))).toEqual({
      kind: 'dead-letter',
      marks: expect.objectContaining({
        reason: 'rejected',
        error: 'no such street',
        attempts: 1,
        queue: 'depot.out',
      }) as unknown,
    });
  });
});

describe('an error in the marks', () => {
  it('is cut to a few kB, with its causes', () => {
    const cause = new Error('the disk is full');
    const { error, stack } = describeError(new Error('x'.repeat(50_000), { cause }));
    expect([error.length, (stack ?? '').length <= 4_000]).toEqual([1_000, true]);
    expect(stack).toContain('caused by Error: the disk is full');
  });

  it('is never cut through the middle of a character', () => {
    const { error } = describeError(new Error('x'.repeat(998) + '🍕'.repeat(9)));
    expect(error).toBe(`${'x'.repeat(998)}…`);
  });

  it.each([
    ['text', 'text', 'string'],
    [undefined, 'undefined', 'undefined'],
    [Object.create(null), 'something that is no error was thrown', 'object'],
    [new TypeError(''), 'TypeError', 'TypeError'],
  ])('may be anything that was thrown: %p', (thrown, text, type) => {
    expect([describeError(thrown).error, errorTypeOf(thrown)]).toEqual([text, type]);
  });

  it('ends though an error is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(describeError(error).stack).toContain('round');
  });
});

describe('waiting', () => {
  it('takes the largest rung that is not too long, else the smallest', () => {
    expect([500, 200, 199, 50, 10, 0].map((remaining) => rungFor(ladder, remaining))).toEqual([
      200, 200, 100, 50, 50, 50,
    ]);
    expect(rungFor([], 10)).toBeUndefined();
  });

  it('as asked keeps the attempts and notes the time before which nothing is tried', () => {
    expect(waitAsAsked(ladder, { attempts: 1 }, 320, noon)).toEqual({
      kind: 'retry',
      afterMs: 200,
      marks: { attempts: 1, notBefore: '2026-03-01T12:00:00.320Z' },
    });
  });

  it.each([NaN, -5, Infinity])('as asked survives the delay %p', (delayMs) => {
    const asked = waitAsAsked(ladder, {}, delayMs, noon);
    expect(ladder).toContain(asked?.afterMs);
    expect(Date.parse(asked?.marks.notBefore ?? '')).toBeGreaterThanOrEqual(noon.getTime());
  });

  it('goes on for what comes back too early, and only for that', () => {
    const until = (ms: number) => ({ notBefore: new Date(noon.getTime() + ms).toISOString() });
    expect(waitOn(ladder, until(120), noon)).toEqual({ kind: 'retry', afterMs: 100, marks: until(120) });
    expect([until(0), until(-1), {}, { notBefore: 'nonsense' }].map((marks) => waitOn(ladder, marks, noon))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('never lasts more than a rung longer than was asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), (delayMs) => {
        let waited = 0;
        for (let step = waitAsAsked(ladder, {}, delayMs, noon); step;) {
          waited += step.afterMs;
          step = waitOn(ladder, step.marks, new Date(noon.getTime() + waited));
        }
        expect(waited).toBeGreaterThanOrEqual(delayMs);
        expect(waited).toBeLessThanOrEqual(delayMs + 50);
      }),
    );
  });
});

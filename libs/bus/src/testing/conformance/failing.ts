import type { Attempt } from '../../delivery/attempt';
import { RetryAfter, Reject } from '../../errors';
import { deadLetterQueueOf } from '../../topology';
import type { BusHarness } from '../harness';
import { aParcelSent } from '../parcels';
import { type Mailbox, mailbox } from './mailbox';
import { outQueue, type Stage, shortLadder, stageFor } from './stage';
import { subscribe } from './subscription';

/** Everything that becomes a dead letter of the subscription. */
const deadLetters = async ({ bus, patienceMs }: Stage): Promise<Mailbox> => {
  const box = mailbox(patienceMs);
  await bus.consume(deadLetterQueueOf(outQueue), { prefetch: 20 }, box.receive);
  return box;
};

export const failingTests = (harness: BusHarness): void => {
  const stage = stageFor(harness);

  it('a handler that throws is tried quickly twice, walks the ladder 50/100/200 and ends as a dead letter with error, stack, attempts, first and last failure, while its neighbours are handled', async () => {
    const { bus } = stage();
    const dead = await deadLetters(stage());
    const doomed = aParcelSent().message;
    const tries: { readonly attempt: number; readonly final: boolean; readonly at: number }[] = [];
    const handled: string[] = [];
    const { seen } = await subscribe(bus, ({ event, attempt, final }: Attempt) => {
      if (event.id !== doomed.id) return void handled.push(event.id);
      tries.push({ attempt, final, at: Date.now() });
      throw new Error(`broken ${attempt}`);
    });
    const neighbours = Array.from({ length: 10 }, () => aParcelSent().message);
    for (const message of [...neighbours.slice(0, 5), doomed, ...neighbours.slice(5)]) await bus.publish(message);
    await dead.until(
      () => dead.deliveries.length === 1 && handled.length === neighbours.length,
      'the dead letter, and its neighbours handled',
    );
    expect(tries.map(({ attempt, final }) => [attempt, final])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, false],
      [5, false],
      [6, true],
    ]);
    const waits = [2, 3, 4].map((at) => (tries[at + 1]?.at ?? 0) - (tries[at]?.at ?? 0));
    shortLadder.forEach((rung, at) => expect(waits[at]).toBeGreaterThanOrEqual(rung - 2));
    expect(seen.filter(({ what }) => what === 'retried').map(({ details }) => details[1])).toEqual(
      shortLadder.map((afterMs) => ({ afterMs, because: 'failure' })),
    );
    const { marks, id } = dead.deliveries[0] ?? {};
    expect(id).toBe(doomed.id);
    expect(marks).toMatchObject({ reason: 'retries-exhausted', error: 'broken 6', attempts: 6, queue: outQueue });
    expect(marks?.stack).toContain('Error: broken 6');
    expect(Date.parse(marks?.lastFailedAt ?? '') - Date.parse(marks?.firstFailedAt ?? '')).toBeGreaterThanOrEqual(340);
    expect(handled.sort()).toEqual(neighbours.map((message) => message.id).sort());
  });

  it('a handler that succeeds on a later try has the message handled once and leaves no dead letter', async () => {
    const { bus, patienceMs } = stage();
    const dead = await deadLetters(stage());
    const box = mailbox(patienceMs);
    const { seen } = await subscribe(bus, async ({ attempt, delivery }) => {
      if (attempt < 5) throw new Error('not yet');
      await box.receive(delivery);
    });
    await bus.publish(aParcelSent().message);
    await box.count(1);
    await bus.send(deadLetterQueueOf(outQueue), aParcelSent().message);
    await dead.count(1);
    expect(dead.deliveries[0]?.marks.reason).toBeUndefined();
    expect(seen.filter(({ what }) => what === 'handled')).toHaveLength(1);
  });

  it('Reject makes a dead letter at once, with its reason', async () => {
    const { bus } = stage();
    const dead = await deadLetters(stage());
    let tries = 0;
    await subscribe(bus, () => {
      tries += 1;
      throw new Reject('there is no such street');
    });
    await bus.publish(aParcelSent().message);
    await dead.count(1);
    expect(dead.deliveries[0]?.marks).toMatchObject({
      reason: 'rejected',
      error: 'there is no such street',
      attempts: 1,
    });
    expect(tries).toBe(1);
  });

  it('RetryAfter waits as long as it says and counts no attempt', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs);
    const tries: number[] = [];
    const { seen } = await subscribe(bus, async ({ attempt, delivery }) => {
      tries.push(Date.now());
      if (tries.length === 1) throw new RetryAfter(320);
      expect(attempt).toBe(1);
      await box.receive(delivery);
    });
    await bus.publish(aParcelSent().message);
    await box.count(1);
    expect(box.deliveries[0]?.marks.attempts).toBeUndefined();
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(318);
    const retried = seen.filter(({ what }) => what === 'retried').map(({ details }) => details[1]);
    expect(retried[0]).toEqual({ afterMs: 200, because: 'asked' });
    expect(retried.slice(1).every((one) => (one as { because: string }).because === 'early')).toBe(true);
  });

  it('a handler over its deadline is aborted and counts as a failure, even when it takes no notice', async () => {
    const { bus } = stage();
    const dead = await deadLetters(stage());
    const signals: AbortSignal[] = [];
    await subscribe(
      bus,
      ({ signal }) => {
        signals.push(signal);
        return new Promise<void>(() => undefined);
      },
      { deadlineMs: 30 },
    );
    await bus.publish(aParcelSent().message);
    await dead.count(1);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true, true, true, true]);
    expect(dead.deliveries[0]?.marks).toMatchObject({ reason: 'retries-exhausted', attempts: 6 });
    expect(dead.deliveries[0]?.marks.error).toMatch(/30 ms/);
  });

  it('a message that the inbox already knows is acked', async () => {
    const { bus, patienceMs } = stage();
    const box = mailbox(patienceMs);
    const known = new Set<string>();
    const { seen, consumer } = await subscribe(
      bus,
      async ({ event, delivery }) => {
        await box.receive(delivery);
        if (known.has(event.id)) return 'duplicate';
        known.add(event.id);
        return 'handled';
      },
      { concurrency: 1 },
    );
    const { message } = aParcelSent();
    await bus.publish(message);
    await bus.publish(message);
    await box.count(2);
    await consumer.stop();
    expect(seen.map(({ what }) => what).filter((what) => what === 'handled' || what === 'duplicate')).toEqual([
      'handled',
      'duplicate',
    ]);
  });
};

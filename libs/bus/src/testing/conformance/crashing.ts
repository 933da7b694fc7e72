import type { Bus } from '../../bus';
import type { AttemptOutcome } from '../../delivery/attempt';
import { gate } from '../../delivery/gate';
import { deadLetterQueueOf } from '../../topology';
import type { BusHarness } from '../harness';
import { suspectNotes } from '../memory-suspects';
import { aParcelSent } from '../parcels';
import { mailbox } from './mailbox';
import { outQueue, stageFor } from './stage';
import { subscribe, type Subscription } from './subscription';

/** Processes one after the other, each with a bus of its own; what they leave behind is what a dead process leaves. */
interface Life extends Subscription {
  readonly bus: Bus;
  /** Everything in hand comes back, and its note, if it had one, stays. */
  die(): Promise<void>;
  /** As on SIGTERM: what runs is aborted and handed back, its note goes. */
  stop(): Promise<void>;
}

export const crashingTests = (harness: BusHarness): void => {
  const stage = stageFor(harness);

  const live = async (notes: ReturnType<typeof suspectNotes>, work: Parameters<typeof subscribe>[1]): Promise<Life> => {
    const bus = await stage().broker.connect();
    const suspects = notes.start();
    const subscription = await subscribe(bus, work, { suspects, gate: gate(), concurrency: 5, prefetch: 10 });
    return {
      ...subscription,
      bus,
      die: async () => {
        await suspects.die();
        await bus.close({ drainMs: 0 });
        subscription.receiver.abort();
      },
      stop: async () => {
        subscription.receiver.abort();
        await bus.close({ drainMs: 2_000 });
      },
    };
  };

  it('a message that kills its process is isolated and becomes a dead letter `crash-loop`, and its neighbours are handled', async () => {
    const { bus, patienceMs } = stage();
    const dead = mailbox(patienceMs);
    await bus.consume(deadLetterQueueOf(outQueue), { prefetch: 20 }, dead.receive);
    const messages = Array.from({ length: 9 }, () => aParcelSent().message);
    const bad = messages[4];
    for (const message of messages) await bus.publish(message);
    const notes = suspectNotes();
    const handled: string[] = [];
    let alone = true;
    let deaths = 0;
    for (; dead.deliveries.length === 0; deaths += 1) {
      let running = 0;
      let died = (): void => undefined;
      const death = new Promise<'death'>((resolve) => (died = () => resolve('death')));
      const life = await live(notes, async ({ event, delivery }): Promise<AttemptOutcome> => {
        running += 1;
        if (event.id !== bad?.id) {
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          if (handled.includes(event.id)) return 'duplicate';
          handled.push(event.id);
          return 'handled';
        }
        if (delivery.marks.suspect) alone &&= running === 1;
        died();
        return new Promise(() => undefined);
      });
      const end = dead.until(() => dead.deliveries.length > 0, 'the dead letter').then(() => 'end' as const);
      end.catch(() => undefined);
      if ((await Promise.race([death, end])) === 'end') break;
      await life.die();
    }
    expect([deaths, alone]).toEqual([6, true]);
    expect(dead.deliveries.map(({ id, marks }) => [id, marks.reason])).toEqual([[bad?.id, 'crash-loop']]);
    expect(dead.deliveries[0]?.marks.suspect).toBeUndefined();
    const rest = mailbox(patienceMs);
    await rest.until(() => handled.length === 8, 'all neighbours');
    expect(handled.sort()).toEqual(messages.flatMap(({ id }) => (id === bad?.id ? [] : [id])).sort());
  });

  it('stops and lost connections never count towards a crash loop, however often they hit one message', async () => {
    const { bus, patienceMs } = stage();
    const { message } = aParcelSent();
    await bus.publish(message);
    const notes = suspectNotes();
    const marks: (boolean | undefined)[] = [];
    const dead = mailbox(patienceMs);
    await bus.consume(deadLetterQueueOf(outQueue), { prefetch: 20 }, dead.receive);
    for (let times = 1; times <= 8; times += 1) {
      const begun = mailbox(patienceMs);
      const life = await live(notes, async ({ delivery }) => {
        marks.push(delivery.marks.suspect);
        await begun.receive(delivery);
        return new Promise(() => undefined);
      });
      await begun.count(1);
      await life.stop();
    }
    const box = mailbox(patienceMs);
    const last = await live(notes, async ({ delivery }) => void (await box.receive(delivery)));
    await box.count(1);
    await last.consumer.stop();
    expect(marks).toEqual([undefined, undefined, undefined, true, true, true, true, true]);
    expect([notes.size, dead.deliveries]).toEqual([0, []]);
  });
};

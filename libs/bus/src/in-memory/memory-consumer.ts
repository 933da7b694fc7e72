import type { Consumer, ConsumeOptions, Receive, Settlement } from '../bus';
import type { Clock } from '../clock';
import { deliveryOf, type Held, type MemoryQueue, type Taker } from './memory-queue';

interface Surroundings {
  readonly queue: MemoryQueue;
  readonly clock: Clock;
  /** Makes a settlement last; a throw means that it did not and the letter is still the queue's. */
  settle(held: Held, settlement: Exclude<Settlement, { kind: 'hand-back' }>): Promise<void>;
  stopped(consumer: MemoryConsumer): void;
}

const defaultDrainMs = 30_000;
const firstRestMs = 100;
const longestRestMs = 5_000;

/** Takes letters from one queue, at most `prefetch` in hand, and settles each by the answer. */
export class MemoryConsumer implements Consumer, Taker {
  private readonly inHand = new Map<Held, 'received' | 'settling'>();
  private readonly emptied: (() => void)[] = [];
  private pausedFor?: string;
  private stopping?: Promise<void>;
  /** Failures to settle in a row; while `wakeUp` is set nothing is taken. */
  private failures = 0;
  private wakeUp?: () => void;

  constructor(
    private readonly around: Surroundings,
    private readonly options: ConsumeOptions,
    private readonly receive: Receive,
  ) {
    around.queue.attach(this);
  }

  get queue(): string {
    return this.around.queue.name;
  }

  get inFlight(): number {
    return this.inHand.size;
  }

  get hasRoom(): boolean {
    return !this.stopping && this.pausedFor === undefined && !this.wakeUp && this.inHand.size < this.options.prefetch;
  }

  take(held: Held): void {
    this.inHand.set(held, 'received');
    void this.handle(held);
  }

  async pause(reason: string): Promise<void> {
    this.pausedFor = reason;
  }

  async resume(): Promise<void> {
    this.pausedFor = undefined;
    this.around.queue.wake();
  }

  stop(drainMs = defaultDrainMs): Promise<void> {
    this.stopping ??= this.drain(drainMs);
    return this.stopping;
  }

  /** As a killed process: takes nothing more, settles nothing more. */
  abandon(): void {
    this.stopping ??= Promise.resolve();
    this.around.queue.detach(this);
    this.wakeUp?.();
    this.inHand.clear();
    this.emptied.splice(0).forEach((done) => done());
  }

  private async handle(held: Held): Promise<void> {
    const settlement = await this.answer(held);
    if (!this.inHand.has(held)) return; // handed back meanwhile: another delivery settles it
    if (settlement === undefined || settlement.kind === 'hand-back') {
      this.around.queue.putBack(held);
      if (settlement === undefined) this.rest();
    } else {
      this.inHand.set(held, 'settling');
      await this.settle(held, settlement);
    }
    this.release(held);
  }

  private async answer(held: Held): Promise<Settlement | undefined> {
    try {
      return await this.receive(deliveryOf(held));
    } catch {
      return undefined;
    }
  }

  private async settle(held: Held, settlement: Exclude<Settlement, { kind: 'hand-back' }>): Promise<void> {
    try {
      await this.around.settle(held, settlement);
      this.failures = 0;
    } catch {
      if (!this.inHand.has(held)) return;
      this.around.queue.putBack(held);
      this.rest();
    }
  }

  /** Something is wrong here: takes nothing for a while, longer each time, so that nothing spins. */
  private rest(): void {
    this.failures += 1;
    if (this.wakeUp || this.stopping) return;
    const restMs = Math.min(longestRestMs, firstRestMs * 2 ** (this.failures - 1));
    const cancel = this.around.clock.after(restMs, () => {
      this.wakeUp = undefined;
      this.around.queue.wake();
    });
    this.wakeUp = cancel;
  }

  private release(held: Held): void {
    this.inHand.delete(held);
    if (this.inHand.size === 0) this.emptied.splice(0).forEach((done) => done());
    this.around.queue.wake();
  }

  private async drain(drainMs: number): Promise<void> {
    this.around.queue.detach(this);
    this.wakeUp?.();
    const empty = this.whenEmpty();
    await new Promise<void>((resolve) => {
      const cancel = this.around.clock.after(drainMs, () => {
        this.handBackReceived();
        resolve();
      });
      void empty.then(() => {
        cancel();
        resolve();
      });
    });
    await empty;
    this.around.stopped(this);
  }

  /** A letter whose settlement is being written is let finish: it is settled or, failing that, put back. */
  private handBackReceived(): void {
    for (const [held, doing] of [...this.inHand].toReversed()) {
      if (doing === 'settling') continue;
      this.around.queue.putBack(held);
      this.release(held);
    }
  }

  private whenEmpty(): Promise<void> {
    return this.inHand.size === 0 ? Promise.resolve() : new Promise((resolve) => this.emptied.push(resolve));
  }
}

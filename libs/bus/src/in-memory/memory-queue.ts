import type { Delivery } from '../bus';
import { Fifo } from '../fifo';
import type { Letter } from './journal';

/** A letter as the queue holds it. */
export interface Held {
  readonly letter: Letter;
  readonly redelivered: boolean;
  /** How often it was handed out. */
  readonly deliveries: number;
}

/** Who takes letters from a queue. */
export interface Taker {
  /** Whether one more may be given now. */
  readonly hasRoom: boolean;
  take(held: Held): void;
}

/**
 * One queue: letters in order of arrival, handed to its takers in turn. Handing out happens in a turn of the
 * event loop of its own, so a busy queue never keeps another from its turn.
 */
export class MemoryQueue {
  private readonly ready = new Fifo<Held>();
  private readonly takers: Taker[] = [];
  private turn = 0;
  private scheduled = false;

  constructor(readonly name: string) {}

  get depth(): number {
    return this.ready.size;
  }

  letters(): readonly Letter[] {
    return this.ready.toArray().map(({ letter }) => letter);
  }

  add(held: Held): void {
    this.ready.push(held);
    this.wake();
  }

  /** To the front: it was in hand and nobody settled it. */
  putBack(held: Held): void {
    this.ready.putBack([{ ...held, redelivered: true }]);
    this.wake();
  }

  attach(taker: Taker): void {
    this.takers.push(taker);
    this.wake();
  }

  detach(taker: Taker): void {
    const at = this.takers.indexOf(taker);
    if (at >= 0) this.takers.splice(at, 1);
  }

  /** Call when a taker may have room again. */
  wake(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.handOut();
    });
  }

  private handOut(): void {
    for (let taker = this.nextTaker(); taker && this.ready.size > 0; taker = this.nextTaker()) {
      const held = this.ready.shift();
      if (held) taker.take({ ...held, deliveries: held.deliveries + 1 });
    }
  }

  private nextTaker(): Taker | undefined {
    for (let tried = 0; tried < this.takers.length; tried += 1) {
      const taker = this.takers[(this.turn + tried) % this.takers.length];
      if (taker?.hasRoom) {
        this.turn = (this.turn + tried + 1) % this.takers.length;
        return taker;
      }
    }
    return undefined;
  }
}

/** What a consumer is given: copies, so that nothing it does to them can reach the queue. */
export const deliveryOf = ({ letter, redelivered, deliveries }: Held): Delivery => ({
  queue: letter.queue,
  id: letter.messageId,
  routingKey: letter.routingKey,
  body: Buffer.from(letter.body),
  marks: { ...letter.marks },
  redelivered,
  deliveryCount: deliveries - 1,
});

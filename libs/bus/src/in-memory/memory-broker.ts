import type { DeliveryMarks, OutgoingMessage, Published, Settlement } from '../bus';
import type { Clock, Ids } from '../clock';
import { BusUnavailable, MessageRefused } from '../errors';
import { deadLetterQueueOf, type Topology } from '../topology';
import { maxEventBytes } from '../wire';
import type { Journal, Letter } from './journal';
import { type Held, MemoryQueue } from './memory-queue';
import { topicMatches } from './topic';

/** What a bus in memory holds at most, in all its queues, on its rungs and in hand. */
export interface BrokerLimit {
  readonly letters: number;
  readonly bytes: number;
}

export interface BrokerParts {
  readonly topology: Topology;
  readonly journal?: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly limit: BrokerLimit;
}

/** The queues, the rungs and the journal that the connections of one in-memory bus share. */
export class MemoryBroker {
  private readonly queues = new Map<string, MemoryQueue>();
  private readonly delayed = new Map<string, { readonly letter: Letter; readonly cancel: () => void }>();
  private readonly held = { letters: 0, bytes: 0 };
  private closed = false;

  constructor(private readonly parts: BrokerParts) {
    for (const { name } of parts.topology.queues) {
      this.queueFor(name);
      this.queueFor(deadLetterQueueOf(name));
    }
  }

  /** Takes up what the journal kept. A letter of a queue that is gone from the topology keeps its queue. */
  async load(): Promise<void> {
    const { journal, clock } = this.parts;
    for (const letter of (await journal?.load(clock.now())) ?? []) {
      this.count(letter, 1);
      this.place(letter, true);
    }
  }

  queue(name: string): MemoryQueue | undefined {
    return this.queues.get(name);
  }

  delayedIn(queue: string): readonly Letter[] {
    return [...this.delayed.values()].map(({ letter }) => letter).filter((letter) => letter.queue === queue);
  }

  async publish(message: OutgoingMessage): Promise<Published> {
    const bound = this.parts.topology.queues.filter(({ bindings }) =>
      bindings.some((binding) => topicMatches(binding, message.routingKey)),
    );
    await this.store(
      message,
      bound.map(({ name }) => name),
    );
    return { routed: bound.length > 0 };
  }

  async send(queue: string, message: OutgoingMessage, marks: DeliveryMarks = {}): Promise<void> {
    if (!this.queues.has(queue)) throw new MessageRefused(`there is no queue ${queue}`);
    await this.store(message, [queue], marks);
  }

  /** Makes a settlement last. A throw means that it did not: the letter is still where it was. */
  async settle({ letter }: Held, settlement: Exclude<Settlement, { kind: 'hand-back' }>): Promise<void> {
    const { journal, clock } = this.parts;
    if (settlement.kind === 'ack') {
      await journal?.settle(letter.id);
      return this.count(letter, -1);
    }
    const marks = copyOf(settlement.marks);
    const moved: Letter =
      settlement.kind === 'retry'
        ? { ...letter, marks, deaths: undefined, dueAt: new Date(clock.now().getTime() + settlement.afterMs) }
        : { ...letter, marks, deaths: undefined, dueAt: undefined, queue: deadLetterQueueOf(letter.queue) };
    if (!this.queues.has(moved.queue)) throw new MessageRefused(`there is no queue ${moved.queue}`);
    await journal?.move(moved);
    this.place(moved, false);
  }

  close(): void {
    this.closed = true;
    for (const { cancel } of this.delayed.values()) cancel();
    this.delayed.clear();
  }

  private async store(message: OutgoingMessage, queues: readonly string[], marks: DeliveryMarks = {}): Promise<void> {
    if (this.closed) throw new BusUnavailable('the bus is closed');
    const size = message.body.length;
    if (size > maxEventBytes)
      throw new MessageRefused(`message ${message.id} is ${size} bytes, more than ${maxEventBytes}`);
    const body = Buffer.from(message.body);
    const letters = queues.map((queue): Letter => ({
      id: this.parts.ids.next(),
      queue,
      messageId: message.id,
      routingKey: message.routingKey,
      body,
      marks: copyOf(marks),
    }));
    if (letters.length > 0) await this.append(letters);
    for (const letter of letters) this.place(letter, false);
  }

  /** Counted before they are written: what waits for the journal takes room as well. */
  private async append(letters: readonly Letter[]): Promise<void> {
    const { journal, limit } = this.parts;
    const bytes = letters.reduce((sum, { body }) => sum + body.length, 0);
    if (this.held.letters + letters.length > limit.letters || this.held.bytes + bytes > limit.bytes)
      throw new BusUnavailable(`the bus holds ${this.held.letters} messages already; send again later`);
    for (const letter of letters) this.count(letter, 1);
    try {
      await journal?.append(letters);
    } catch (cause) {
      for (const letter of letters) this.count(letter, -1);
      throw new BusUnavailable('the journal did not take the message', { cause });
    }
  }

  private count({ body }: Letter, by: 1 | -1): void {
    this.held.letters += by;
    this.held.bytes += by * body.length;
  }

  /** Into its queue, or onto its rung when its time has not come. */
  private place(letter: Letter, redelivered: boolean): void {
    if (this.closed) return;
    const waitMs = letter.dueAt ? letter.dueAt.getTime() - this.parts.clock.now().getTime() : 0;
    if (waitMs <= 0) return this.queueFor(letter.queue).add({ letter, redelivered, deliveries: letter.deaths ?? 0 });
    const cancel = this.parts.clock.after(waitMs, () => {
      this.delayed.delete(letter.id);
      this.place(letter, redelivered);
    });
    this.delayed.set(letter.id, { letter, cancel });
  }

  private queueFor(name: string): MemoryQueue {
    const queue = this.queues.get(name) ?? new MemoryQueue(name);
    this.queues.set(name, queue);
    return queue;
  }
}

/** Marks travel as JSON, as they would in headers. */
const copyOf = (marks: DeliveryMarks): DeliveryMarks => JSON.parse(JSON.stringify(marks)) as DeliveryMarks;

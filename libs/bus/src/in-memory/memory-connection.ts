import type {
  Bus,
  BusState,
  ConsumeOptions,
  Consumer,
  DeliveryMarks,
  OutgoingMessage,
  Published,
  Receive,
} from '../bus';
import type { Clock } from '../clock';
import { BusUnavailable } from '../errors';
import type { MemoryBroker } from './memory-broker';
import { MemoryConsumer } from './memory-consumer';

/** One client of an in-memory broker. */
export class MemoryConnection implements Bus {
  private readonly consumers = new Set<MemoryConsumer>();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly listeners = new Set<(state: BusState) => void>();
  private current: BusState = 'connected';
  private closing?: Promise<void>;

  constructor(
    private readonly broker: MemoryBroker,
    private readonly clock: Clock,
  ) {}

  get state(): BusState {
    return this.current;
  }

  onStateChange(listener: (state: BusState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  publish(message: OutgoingMessage): Promise<Published> {
    return this.whileOpen(() => this.broker.publish(message));
  }

  send(queue: string, message: OutgoingMessage, marks?: DeliveryMarks): Promise<void> {
    return this.whileOpen(() => this.broker.send(queue, message, marks));
  }

  async consume(name: string, options: ConsumeOptions, receive: Receive): Promise<Consumer> {
    this.mustBeOpen();
    const queue = this.broker.queue(name);
    if (!queue) throw new Error(`there is no queue ${name}: it is not in the topology`);
    const consumer = new MemoryConsumer(
      {
        queue,
        clock: this.clock,
        settle: (held, settlement) => this.broker.settle(held, settlement),
        stopped: (one) => this.consumers.delete(one),
      },
      options,
      receive,
    );
    this.consumers.add(consumer);
    return consumer;
  }

  close({ drainMs }: { readonly drainMs?: number } = {}): Promise<void> {
    this.closing ??= this.drain(drainMs);
    return this.closing;
  }

  /** As a killed process: nothing in hand is settled, nothing more is taken. */
  abandon(): void {
    for (const consumer of this.consumers) consumer.abandon();
    this.consumers.clear();
    this.become('closed');
  }

  /** Handlers may publish while they are drained: publishing ends last. */
  private async drain(drainMs?: number): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.stop(drainMs)));
    this.become('closed');
    await Promise.allSettled(this.underWay);
  }

  private async whileOpen<T>(work: () => Promise<T>): Promise<T> {
    this.mustBeOpen();
    const doing = work();
    this.underWay.add(doing);
    try {
      return await doing;
    } finally {
      this.underWay.delete(doing);
    }
  }

  private mustBeOpen(): void {
    if (this.current !== 'connected') throw new BusUnavailable('the bus is closed');
  }

  private become(state: BusState): void {
    if (this.current === state) return;
    this.current = state;
    for (const listener of this.listeners) listener(state);
  }
}

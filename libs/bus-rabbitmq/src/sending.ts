import { BusUnavailable, cloudEventsContentType, MessageRefused, type Published } from '@pizzeria/bus';
import { describe } from './broker-error';
import type { Headers } from './headers';
import type { BusCounters } from './options';

/** A message on its way to the broker. */
export interface Parcel {
  readonly id: string;
  readonly exchange: string;
  readonly routingKey: string;
  readonly body: Buffer;
  readonly headers?: Headers;
}

/** A parcel's message properties: kept on disk, and returned when no queue is bound. */
export const propertiesOf = ({ id, headers }: Parcel) => ({
  contentType: cloudEventsContentType,
  messageId: id === '' ? undefined : id,
  persistent: true,
  mandatory: true,
  headers,
});

/** A parcel from `publish` to its outcome, which is told exactly once. */
export class Sending {
  /** Resolves or rejects with the outcome. */
  readonly outcome: Promise<Published>;
  /** Came back: no queue was bound. Its confirm still follows. */
  returned = false;
  /** It was under way when the broker refused some message: it goes alone, so that the guilty one is known. */
  suspect = false;
  #told = false;
  #resolve!: (published: Published) => void;
  #reject!: (error: Error) => void;

  constructor(
    readonly parcel: Parcel,
    /** When it was put into the queue or sent, ms of a monotone clock. */
    public since: number,
    private readonly counters: BusCounters,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Its outcome has been told; it may still hold a place in the window. */
  get told(): boolean {
    return this.#told;
  }

  confirmed(): void {
    if (!this.#tell('confirmed')) return;
    this.#resolve({ routed: !this.returned });
  }

  /** The broker does not take this message, now or later. */
  refused(fault: unknown): void {
    if (!this.#tell('refused')) return;
    this.#reject(new MessageRefused(`the broker refuses message ${this.parcel.id}: ${describe(fault)}`));
  }

  /** It was sent, and whether the broker has stored it is unknown. */
  uncertain(why: string): void {
    if (!this.#tell('uncertain')) return;
    this.#reject(new BusUnavailable(`message ${this.parcel.id} is uncertain: ${why}`));
  }

  /** It never left. */
  unsent(why: string): void {
    if (!this.#tell('unsent')) return;
    this.#reject(new BusUnavailable(`message ${this.parcel.id} was not sent: ${why}`));
  }

  #tell(counter: 'confirmed' | 'refused' | 'uncertain' | 'unsent'): boolean {
    if (this.#told) return false;
    this.#told = true;
    this.counters[counter] += 1;
    return true;
  }
}

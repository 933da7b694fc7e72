import {
  deadLetterQueueOf,
  MessageRefused,
  type Delivery,
  type DeliveryMarks,
  type Settlement,
  type Topology,
} from '@pizzeria/bus';
import type { MessagePropertyHeaders } from 'amqplib';
import { carriedHeaders, headersOf } from './headers';
import type { BusCounters } from './options';
import type { ConfirmPublisher } from './publisher';
import { queuesExchange, rungFor, rungName } from './topology';

/** An outcome that puts a copy elsewhere. */
export type Move = Extract<Settlement, { readonly marks: DeliveryMarks }>;

/** Puts copies of deliveries where they are to go next; each is confirmed before the original may be acked. */
export class Moves {
  constructor(
    private readonly publisher: ConfirmPublisher,
    private readonly prefix: string,
    private readonly topology: Topology,
    private readonly counters: BusCounters,
  ) {}

  /**
   * A retry's copy waits on the shortest rung that is long enough (else the longest) and comes back to the same queue;
   * a dead letter's goes to the queue's dead letters, marked with where it comes from.
   * Throws when the copy is not known to be stored.
   */
  async move(delivery: Delivery, move: Move, original: MessagePropertyHeaders): Promise<void> {
    const { queue } = delivery;
    if (move.kind === 'retry') {
      const rung = rungFor(move.afterMs, this.topology.rungs);
      if (rung === undefined) throw new MessageRefused('the topology has no delays: nothing can be tried again later');
      await this.#copy(rungName(this.prefix, rung), queue, delivery, move.marks, original);
      this.counters.retries += 1;
    } else {
      const marks = { ...move.marks, queue: move.marks.queue ?? queue };
      await this.#copy(queuesExchange(this.prefix), deadLetterQueueOf(queue), delivery, marks, original);
      this.counters.deadLetters += 1;
    }
  }

  async #copy(
    exchange: string,
    key: string,
    { id, body, routingKey }: Delivery,
    marks: DeliveryMarks,
    original: MessagePropertyHeaders,
  ): Promise<void> {
    const headers = { ...carriedHeaders(original), ...headersOf(marks, routingKey) };
    const { routed } = await this.publisher.publish({ id, exchange, routingKey: key, body, headers });
    if (!routed) throw new MessageRefused(`nothing is bound to ${exchange} for ${key}`);
  }
}

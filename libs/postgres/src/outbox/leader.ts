import type { Clock } from '@pizzeria/bus';
import type { Client } from 'pg';
import type { Log } from '../log';
import { Backoff } from './backoff';
import { InHand } from './in-hand';
import type { RelayMetrics } from './metrics';
import { moveToPublished, park, readState, selectWaiting, type WaitingRow } from './rows';
import { sender, type Publish, type Sent } from './sender';
import type { Signal } from './signal';
import type { BatchSpans } from './spans';
import { Sweep } from './sweep';
import type { RelayTiming } from './timing';

export interface LeaderOptions {
  readonly publish: Publish;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: RelayMetrics;
  readonly spans: BatchSpans;
  readonly signal: Signal;
  readonly timing: RelayTiming;
  readonly stopping: () => boolean;
}

/**
 * Carries rows from the outbox to the bus. What is in hand outlives a lost connection: a confirm that arrives in
 * between is still moved by the next one, and nothing is sent twice for it.
 */
export class Leader {
  readonly #inHand = new InHand();
  readonly #sweep = new Sweep();
  readonly #backoff: Backoff;
  readonly #send: (row: WaitingRow, stopping: () => boolean) => Promise<Sent>;
  readonly #refused: { readonly row: WaitingRow; readonly error: string }[] = [];
  #sampledAt = 0;
  #idleMs: number;

  constructor(private readonly options: LeaderOptions) {
    const { publish, clock, log, timing } = options;
    this.#backoff = new Backoff(clock, timing.busBackoffMs.first, timing.busBackoffMs.last);
    this.#send = sender({ publish, backoff: this.#backoff, clock, log, refusedMs: timing.refusedMs });
    this.#idleMs = timing.pollMs.first;
  }

  /** One step: moves what was confirmed, reads and sends what there is room for, then waits for news. */
  async round(client: Client): Promise<void> {
    await this.#settle(client);
    await this.#sample(client);
    const sent = await this.#readAndSend(client);
    const { first, last } = this.options.timing.pollMs;
    this.#idleMs = sent > 0 ? first : Math.min(last, this.#idleMs * 2);
    await this.options.signal.wait(
      Math.max(1, Math.min(this.#backoff.remainingMs || last, this.#idleMs)),
      this.options.clock,
    );
  }

  /** Reads nothing more; moves what is confirmed until nothing is unconfirmed or the time is up. */
  async drain(client: Client): Promise<void> {
    const { clock, signal, timing } = this.options;
    const deadline = clock.now().getTime() + timing.drainMs;
    await this.#settle(client);
    while (this.#inHand.unconfirmed > 0 && clock.now().getTime() < deadline) {
      await signal.wait(deadline - clock.now().getTime(), clock);
      await this.#settle(client);
    }
  }

  async #readAndSend(client: Client): Promise<number> {
    const { window } = this.options.timing;
    const now = this.options.clock.now();
    // A bus that was away is tried with one row at a time; else small reads are not worth their round trip.
    const room = this.#backoff.failing ? 1 : window - this.#inHand.size;
    const enough = this.#backoff.failing ? this.#inHand.size < window : room >= Math.ceil(window / 2);
    if (this.#backoff.remainingMs > 0 || !enough) return 0;
    if (this.#sweep.isOlderThan(this.options.timing.sweepMs, now)) this.#sweep.restart(now);
    const { number, cursor } = this.#sweep;
    const without = { seqs: this.#inHand.seqs, subjects: this.#sweep.passOver(this.#inHand.subjects) };
    const rows = await selectWaiting(client, { cursor, limit: room, without });
    const taken = this.#take(rows);
    this.#sweep.advance(number, rows.at(-1)?.seq ?? cursor);
    if (rows.length < room) this.#sweep.restart(this.options.clock.now());
    else this.options.signal.raise();
    return taken;
  }

  /** In the order of `seq` and without a pause: a row is sent before another of its key can be looked at. */
  #take(rows: readonly WaitingRow[]): number {
    const taken = rows.filter((row) => {
      const first = this.#inHand.take(row);
      if (!first) this.#sweep.passOver([row.subject]);
      return first;
    });
    const sent = Promise.all(taken.map((row) => this.#carry(row)));
    if (taken.length > 0) this.options.spans.batch(taken, sent);
    return taken.length;
  }

  async #carry(row: WaitingRow): Promise<Sent['kind']> {
    const sent = await this.#send(row, this.options.stopping);
    if (sent.kind === 'confirmed') {
      this.#inHand.confirm(row.seq);
      this.options.metrics.published(row.message.routingKey);
    } else if (sent.kind === 'refused') {
      this.#refused.push({ row, error: sent.error });
    } else {
      this.#letGo([row.seq]);
    }
    this.options.signal.raise();
    return sent.kind;
  }

  async #settle(client: Client): Promise<void> {
    const confirmed = this.#inHand.takeConfirmed();
    if (confirmed.length > 0) {
      try {
        await moveToPublished(client, confirmed);
      } catch (error) {
        this.#inHand.giveBackConfirmed(confirmed);
        throw error;
      }
      this.#inHand.release(confirmed);
    }
    for (let refusal = this.#refused[0]; refusal; refusal = this.#refused[0]) {
      const { row, error } = refusal;
      await park(client, row.seq, error);
      this.#refused.shift();
      this.options.log.error({ eventId: row.message.id, error }, 'An event was parked: the bus refuses it');
      this.#letGo([row.seq]);
    }
  }

  #letGo(seqs: readonly number[]): void {
    this.#inHand.release(seqs);
    this.#sweep.restart(this.options.clock.now());
  }

  async #sample(client: Client): Promise<void> {
    const now = this.options.clock.now().getTime();
    if (now - this.#sampledAt < this.options.timing.sampleMs) return;
    this.#sampledAt = now;
    try {
      this.options.metrics.state(await readState(client));
    } catch (error) {
      // Sending does not depend on it; where the connection is lost, the next query says so.
      this.options.log.warn({ err: error }, 'Could not measure the outbox');
    }
  }
}

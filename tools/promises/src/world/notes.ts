import { until } from '@pizzeria/bus/testing';
import type { Outcome } from '../subject/messages';
import type { Noted } from './subject-process';

/** What the subjects reported, in order, of all processes there were. */
export class Notes {
  readonly #all: Noted[] = [];

  add(report: Noted): void {
    this.#all.push(report);
  }

  /** How many there are: a mark to look from later. */
  get length(): number {
    return this.#all.length;
  }

  /** When a handler was begun for a job, ms: `work`, `claim` or `send`. */
  tries(place: string, job: string): readonly number[] {
    return this.#all.flatMap((one) => (one.kind === 'tried' && one.place === place && one.job === job ? [one.at] : []));
  }

  /** Waits until a handler was begun for a job this often. */
  tried(place: string, job: string, times = 1): Promise<void> {
    return until(`${times} tries of ${place} for ${job}`, () => this.tries(place, job).length >= times);
  }

  /** How often a handler's signal was aborted. */
  aborted(job: string): number {
    return this.#all.filter((one) => one.kind === 'aborted' && one.job === job).length;
  }

  /** How often the outside world was called about a job. */
  sent(job: string): number {
    return this.#all.filter((one) => one.kind === 'sent' && one.job === job).length;
  }

  /** Messages whose handler's answer is held back from the bus, since `from`. */
  answersHeld(queue: string, from: number): readonly string[] {
    return this.#all
      .slice(from)
      .flatMap((one) => (one.kind === 'answer-held' && one.queue === queue ? [one.message] : []));
  }

  /** How deliveries of a message to a queue ended, in order. */
  outcomes(message: string, queue = 'desk.work'): readonly Outcome[] {
    return this.#all.flatMap((one) =>
      one.kind === 'ended' && one.message === message && one.queue === queue ? [one.outcome] : [],
    );
  }

  /** Messages of a queue that ended in this way, since `from`. */
  ended(outcome: Outcome, queue: string, from: number): readonly string[] {
    return this.#all
      .slice(from)
      .flatMap((one) => (one.kind === 'ended' && one.outcome === outcome && one.queue === queue ? [one.message] : []));
  }
}

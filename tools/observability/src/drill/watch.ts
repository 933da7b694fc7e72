import { setTimeout as pause } from 'node:timers/promises';
import type { ActiveAlert } from './prometheus';

/** An alert that is waited for, by name and by as many labels as tell it from its like. */
export interface Expected {
  readonly alert: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** When an alert fired and resolved, in seconds from the beginning. */
export interface Episode {
  readonly name: string;
  readonly firedAt: number;
  resolvedAt?: number;
}

const everyMs = 500;

/** Looks at the alerts all the time, and remembers. */
export class Watch {
  readonly #began = performance.now();
  readonly #open = new Map<string, Episode>();
  #stopped = false;
  readonly episodes: Episode[] = [];
  readonly #looking: Promise<void>;

  constructor(
    private readonly alerts: () => Promise<readonly ActiveAlert[]>,
    private readonly say: (line: string) => void,
  ) {
    this.#looking = this.#look();
  }

  /** Seconds from the beginning. */
  get now(): number {
    return (performance.now() - this.#began) / 1_000;
  }

  /** Resolves when all of them fire at once, or have fired since `from`. Throws, naming the others, after `withinMs`. */
  fires(expected: readonly Expected[], from: number, withinMs: number): Promise<void> {
    return this.#until(expected, withinMs, 'fire', (one) =>
      this.episodes.some((episode) => is(one, episode.name) && (episode.resolvedAt ?? Infinity) > from),
    );
  }

  /** Resolves when none of them fires. */
  resolves(expected: readonly Expected[], withinMs: number): Promise<void> {
    return this.#until(expected, withinMs, 'resolve', (one) => ![...this.#open.keys()].some((name) => is(one, name)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#looking;
  }

  async #until(expected: readonly Expected[], withinMs: number, verb: string, holds: (one: Expected) => boolean) {
    const end = performance.now() + withinMs;
    for (;;) {
      const missing = expected.filter((one) => !holds(one));
      if (missing.length === 0) return;
      if (performance.now() > end) {
        const names = missing.map(({ alert, labels }) => nameOf({ alertname: alert, ...labels }));
        throw new Error(`${names.join(' and ')} did not ${verb} within ${withinMs / 1_000} s.`);
      }
      await pause(everyMs);
    }
  }

  async #look(): Promise<void> {
    while (!this.#stopped) {
      const active = await this.alerts().catch(() => undefined);
      if (active) this.#see(active.filter(({ state }) => state === 'firing').map(({ labels }) => nameOf(labels)));
      await pause(everyMs);
    }
  }

  #see(firing: readonly string[]): void {
    for (const name of firing.filter((one) => !this.#open.has(one))) {
      const episode: Episode = { name, firedAt: this.now };
      this.#open.set(name, episode);
      this.episodes.push(episode);
      this.say(`${episode.firedAt.toFixed(0).padStart(4)} s  fires     ${name}`);
    }
    for (const [name, episode] of [...this.#open].filter(([one]) => !firing.includes(one))) {
      episode.resolvedAt = this.now;
      this.#open.delete(name);
      this.say(`${episode.resolvedAt.toFixed(0).padStart(4)} s  resolves  ${name}`);
    }
  }
}

const unsaid = ['alertname', 'severity', 'instance', 'producer'];

/** `OutboxStuck service=orders`. */
const nameOf = (labels: Readonly<Record<string, string>>): string =>
  [
    labels['alertname'] ?? '',
    ...Object.entries(labels)
      .filter(([label]) => !unsaid.includes(label))
      .map(([label, value]) => `${label}=${value}`)
      .sort(),
  ].join(' ');

const is = ({ alert, labels = {} }: Expected, name: string): boolean => {
  const [first, ...pairs] = name.split(' ');
  return first === alert && Object.entries(labels).every(([label, value]) => pairs.includes(`${label}=${value}`));
};

import { accepts } from '../reach';
import type { StopList } from '../stop-list';

/** What every trial is given. */
export interface Trial {
  /** Empty; removed afterwards when all went well. */
  readonly dataDir: string;
  readonly orders: number;
  readonly seed: number;
  /** Orders a minute. */
  readonly rate: number;
  /** Where the gateway of the containers is. */
  readonly url: string;
  readonly say: (line: string) => void;
  /** Stops what the trial starts. */
  readonly stops: StopList;
}

/** As many as keep every port below those that systems give to outgoing connections. */
const portOffsets = Array.from({ length: 120 }, (_, index) => 10_000 + index * 100);

/**
 * What to add to all of these ports so that none of them is taken. Processes that ask at the same time, before any of
 * them listens, begin at different ones.
 *
 * @param asker the process's id
 */
export async function freePortOffset(ports: readonly number[], asker = process.pid): Promise<number> {
  const first = asker % portOffsets.length;
  for (const offset of [...portOffsets.slice(first), ...portOffsets.slice(0, first)]) {
    const taken = await Promise.all(ports.map((port) => accepts('127.0.0.1', port + offset)));
    if (!taken.includes(true)) return offset;
  }
  throw new Error('No free range of ports was found.');
}

const pollMs = 100;

/** Resolves when `holds` answers true; throws, naming `what`, after `withinMs`. */
export async function until(what: string, withinMs: number, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${withinMs / 1000} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

export const answersOk = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

import type { Entry } from '../../books/record';
import type { Call, Reply } from '../../http/client';
import { newBoard } from '../../report/board';
import type { World } from '../world';

/** A world in which a minute takes no time, with services that answer what a test says. */
export interface TestWorld extends World {
  /** What was written down, without the run. */
  readonly written: readonly Omit<Entry, 'run'>[];
  close(): void;
}

/** What is answered with status 200, or with another. */
export type Answer = object | { readonly status: number; readonly body: unknown };

/** @param answer what a call is answered, or throws */
export const aWorld = (answer: (call: Call) => Answer): TestWorld => {
  const closed = new AbortController();
  const written: Omit<Entry, 'run'>[] = [];
  const reply = (given: Answer): Reply =>
    'body' in given ? { status: given.status, body: given.body, tookMs: 1 } : { status: 200, body: given, tookMs: 1 };
  return {
    http: {
      // As on a wire, an answer comes later than it was asked for.
      call: (call) => new Promise(setImmediate).then(() => reply(answer(call))),
      traffic: { requests: 0, retries: 0, serverErrors: 0 },
    },
    tokens: { kitchen: 'k', courier: 'c', manager: 'm' },
    record: { file: '', add: (entry) => void written.push(entry), orders: () => [] },
    board: newBoard(),
    plans: new Map(),
    run: 'run',
    speed: Number.MAX_SAFE_INTEGER,
    closing: closed.signal,
    written,
    close: () => closed.abort(),
  };
};

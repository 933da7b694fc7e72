import type { Suspects } from '../delivery/suspects';

/** One process that keeps notes of its suspects. */
export interface SuspectsOfProcess extends Suspects {
  /** As kill -9: its notes stay behind. */
  die(): Promise<void> | void;
}

/** Notes of suspects that outlive the processes which made them, within a test. */
export const suspectNotes = () => {
  const notes = new Map<string, { readonly message: string; readonly at: Date; alive: boolean }>();
  let processes = 0;
  const start = (now: () => Date = () => new Date()): SuspectsOfProcess => {
    processes += 1;
    const own = `${processes}`;
    let dead = false;
    const textOf = ({ queue, messageId }: { readonly queue: string; readonly messageId: string }) =>
      `${queue}/${messageId}`;
    const entries = (message: string) => [...notes].filter(([, note]) => note.message === message);
    return {
      deaths: async (message) =>
        entries(textOf(message))
          .filter(([, { alive }]) => !alive)
          .map(([, { at }]) => at),
      record: async (message) =>
        void notes.set(`${own}:${textOf(message)}`, { message: textOf(message), at: now(), alive: true }),
      forget: async (message, { over }) => {
        if (dead) return;
        notes.delete(`${own}:${textOf(message)}`);
        if (over) for (const [key] of entries(textOf(message))) notes.delete(key);
      },
      die: () => {
        dead = true;
        for (const [key, note] of notes) if (key.startsWith(`${own}:`)) note.alive = false;
      },
    };
  };
  return {
    start,
    get size() {
      return notes.size;
    },
  };
};

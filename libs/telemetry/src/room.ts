import type { Losses } from './losses';

/** 0 is success, in the words of the SDK. */
interface ExportResult {
  readonly code: number;
  readonly error?: Error;
}

interface Exporter<Item> {
  export(items: Item[], done: (result: ExportResult) => void): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}

/** Where items wait to be sent. */
export interface Room {
  /** Whether there is room for one more; it waits from now on until it is sent. Else it is lost. */
  enter(): boolean;
  /** So many are being sent, and wait no more. */
  leave(count: number): void;
}

/** Its limit is kept here, because the queues of the SDK drop without a word what is beyond their own. */
export const roomFor = (limit: number, losses: Pick<Losses, 'overflowed'>): Room => {
  let waiting = 0;
  return {
    enter: () => {
      if (waiting >= limit) {
        losses.overflowed();
        return false;
      }
      waiting += 1;
      return true;
    },
    leave: (count) => {
      waiting -= count;
    },
  };
};

/** An exporter that makes room by what it is given to send, and tells whether that was taken. */
export const outspoken = <Item>(
  exporter: Exporter<Item>,
  room: Room,
  losses: Losses,
): Exporter<Item> & { forceFlush(): Promise<void> } => ({
  export: (items, done) => {
    room.leave(items.length);
    exporter.export(items, ({ code, error }) => {
      if (code === 0) losses.taken();
      else losses.refused(items.length, error?.message);
      // It is said: the SDK need not say so of every batch.
      done({ code: 0 });
    });
  },
  shutdown: () => exporter.shutdown(),
  forceFlush: async () => exporter.forceFlush?.(),
});

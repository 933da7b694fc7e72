import { eventTable, type Handler } from '@pizzeria/bus';
import type { Database } from '@pizzeria/postgres';
import { inCurrentVersion } from './current-version';
import { readPart, type Place, type Recording } from './recordings';
import type { Shadow } from './shadow';

interface ReplayKit<Parts> {
  readonly database: Database;
  readonly shadow: Pick<Shadow, 'within'>;
  /** The table of the log, with its schema. */
  readonly log: string;
  readonly pageSize: number;
  readonly parts: Parts;
  /** Writes what the handlers of a page have measured. */
  write(): Promise<void>;
  readonly handlers: readonly Handler<Parts>[];
  /** Told after each page how many events it had; a throw ends the replay. */
  onPage(events: number): void;
}

/** Replays the log from a place to a time, page by page; answers how many events that were. */
export type Replay = (after: Place, before: string) => Promise<number>;

/** Hands events of the log to the handlers that had them when they came, in transactions of a page each. */
export const replayer = <Parts>(kit: ReplayKit<Parts>): Replay => {
  const { database, shadow, log, pageSize: most, handlers, write, onPage } = kit;
  const definitions = eventTable(handlers.map(({ event }) => event));
  const types = [...definitions.keys()];
  const signal = new AbortController().signal;

  const handle = async ({ event }: Recording): Promise<void> => {
    const definition = definitions.get(event.type);
    if (definition === undefined) return;
    const current = inCurrentVersion(definition, event);
    for (const handler of handlers)
      if (handler.form === 'on' && handler.event === definition)
        await handler.handle(current as never, { ...kit.parts, signal });
  };

  const page = (after: Place, before: string): Promise<readonly Recording[]> =>
    shadow.within(async () => {
      const recordings = await readPart(database, { log, types, after, before, most });
      for (const recording of recordings) await handle(recording);
      await write();
      return recordings;
    });

  return async (after, before) => {
    let replayed = 0;
    for (let place = after; ;) {
      const recordings = await page(place, before);
      replayed += recordings.length;
      onPage(recordings.length);
      const last = recordings.at(-1);
      if (last === undefined || recordings.length < most) return replayed;
      place = last;
    }
  };
};

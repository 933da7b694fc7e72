import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Runs `work` as caused by this event: what it publishes names it. */
export const causedBy = <T>(eventId: string, work: () => T): T => storage.run(eventId, work);

/** The event that is being handled here, if any. */
export const cause = (): string | undefined => storage.getStore();
